// Words of a car's page and of registering owners and cars.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    state: '当前状态', noState: '这辆车还没有上报过数据', online: '在线', offline: '离线', seen: '最后上报', soc: '电量', odometer: '里程', speed: '车速', voltage: '总电压', current: '总电流', insulation: '绝缘电阻', cells: '电芯最高 / 最低', temps: '温度最高 / 最低', lv: '12V 蓄电池', position: '位置', coarse: '约略位置', level: '报警等级',
    signals: '信号', hours: (hours: number) => `${hours} 小时`, noReadings: '这段时间没有数据', alerts: '预警', noAlerts: '没有预警', cases: '工单', noCases: '没有工单', facts: '车辆', vin: 'VIN', plate: '车牌', model: '车型', colour: '颜色', delivered: '交付日期', use: '使用性质', uses: { household: '家用', commercial: '营运' }, owner: '车主', phone: '电话', reveal: '查看完整号码', revealWhy: '查看理由（车主可见）', plates: '历史车牌', open: '进行中', cleared: '已解除', evidence: '依据', threshold: '阈值',
    register: '车主与车辆登记', newOwner: '登记车主', name: '姓名或公司名', kind: '类型', kinds: { person: '个人', family: '家庭', company: '公司' }, brand: '品牌', save: '登记', newCar: '登记车辆', ownerChosen: (name: string) => `车主：${name}`, chooseOwner: '先登记或查找车主', find: '查找车主（电话或姓名）', saved: '已登记', warnings: { checkDigit: 'VIN 校验位不符，请核对', plateOnAnotherCar: '这个车牌登记在另一辆车上' }, choose: '选择',
  },
  en: {
    state: 'State now', noState: 'This car has not reported yet', online: 'Online', offline: 'Offline', seen: 'Last report', soc: 'Charge', odometer: 'Odometer', speed: 'Speed', voltage: 'Pack voltage', current: 'Pack current', insulation: 'Insulation', cells: 'Cells high / low', temps: 'Temperature high / low', lv: '12 V battery', position: 'Position', coarse: 'approximate', level: 'Alarm level',
    signals: 'Signals', hours: (hours: number) => `${hours} h`, noReadings: 'No data in this time', alerts: 'Alerts', noAlerts: 'No alerts', cases: 'Cases', noCases: 'No cases', facts: 'Car', vin: 'VIN', plate: 'Plate', model: 'Model', colour: 'Colour', delivered: 'Delivered', use: 'Use', uses: { household: 'Household', commercial: 'Commercial' }, owner: 'Owner', phone: 'Phone', reveal: 'Show the full number', revealWhy: 'Reason (the owner can read it)', plates: 'Plates over time', open: 'open', cleared: 'cleared', evidence: 'Evidence', threshold: 'threshold',
    register: 'Owners and cars', newOwner: 'Register an owner', name: 'Name or company', kind: 'Kind', kinds: { person: 'Person', family: 'Family', company: 'Company' }, brand: 'Brand', save: 'Register', newCar: 'Register a car', ownerChosen: (name: string) => `Owner: ${name}`, chooseOwner: 'Register or find the owner first', find: 'Find an owner (phone or name)', saved: 'Registered', warnings: { checkDigit: 'The VIN’s check digit does not fit; please compare', plateOnAnotherCar: 'This plate is on another car' }, choose: 'Choose',
  },
});
