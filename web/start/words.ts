// Words of the start page.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    title: '车辆的一个信号，变成已解决的服务', lead: 'CareLoop 是电动汽车厂商的开源售后服务系统：预警、工单、预约、维修、付款、回访、改进，合成一个闭环。工单任何时刻只有一位责任人，车主说解决了才算结束。',
    language: 'English', light: '浅色', dark: '深色', system: '跟随系统', prices: '公开价格', api: '接口文档', console: '员工工作台', owner: '车主应用',
    signedInAs: (name: string) => `当前登录：${name}`, signOut: '退出登录', go: '进入',
    staffDoor: '员工登录', userName: '工号或用户名', password: '密码', signIn: '登录', ownerDoor: '车主', ownerHint: '用手机号接收验证码登录。', toOwner: '打开车主应用',
    wrongPassword: '用户名或密码不对。', tooManyTries: (at: string) => `尝试次数太多，请在 ${at} 之后再试。`,
    setUp: '首次设置', setUpLead: '这里还是空的。按顺序完成以下六步，就可以开始服务。', step: { administrator: '系统管理员', alliance: '联盟', brand: '第一个品牌', model: '第一款车型', outlet: '第一个服务网点', staff: '第一位员工' },
    done: '已完成', next: '下一步', name: '名称', nameEn: '英文名称', code: '代码', codeHint: '小写字母、数字和连字符，会印在单据上，例如 xihe', hotline: '服务热线', personName: '姓名', passwordHint: '至少 10 个字符', save: '保存并继续', skip: '先跳过',
    chemistry: '电池类型', cells: '单体数', probes: '温度探针数', kwh: '电池容量（kWh）', range: '续航（km）', soh3: '三包期容量下限（%）', sohWarranty: '包修期容量下限（%）',
    city: '城市', cityEn: '城市英文名', tier: '城市等级（1–4）', kind: '网点类型', kinds: { serviceCentre: '服务中心', cityShowroom: '城市展厅', authorisedRepairer: '授权维修店', communityStation: '社区服务站', mobileBase: '移动服务基地' }, address: '地址', phone: '电话', lon: '经度（WGS-84）', lat: '纬度（WGS-84）',
    capability: '能力', capabilities: { lift: '举升机', hvBay: '高压工位', batteryLift: '电池举升', calibration: '标定', paint: '喷漆', bodyRepair: '钣金', mobile: '移动服务', towAccess: '拖车通道' }, hours: '默认营业时间：每天 08:30–18:00，之后可在“网点”里修改。', role: '角色', roles: { serviceManager: '服务经理', agent: '热线坐席', adviser: '服务顾问', technician: '技师' }, allSet: '设置完成', allSetLead: '可以进入工作台了：登记车主和车辆、发布价格、添加技师证书。',
    needSignIn: '请先用管理员账号登录，再继续设置。',
    demo: '演示世界', demoLead: '一个由种子生成的虚拟国家：三个品牌、十座城市、十四个网点、四百辆车。车辆正在通过真实 TCP 以 GB/T 32960 上报。选一个人，直接以其身份进入。', everyBrand: '整个联盟', demoOwners: '有故事的车主', demoPanel: '演示面板', plant: '植入故障', plantLead: '给一辆车植入故障，两分钟内会看到预警变成工单。', fault: '故障', faults: { 'overheating-pack': '电池包过热', 'insulation-falling': '绝缘下降', 'charging-fails': '充电失败', 'twelve-volt-dying': '12V 蓄电池将亏' }, vehicle: '车辆', planted: '已植入，请到员工工作台的收件箱或车主应用观察。', inbox: '短信收件箱', inboxEmpty: '还没有短信。请求验证码、预约或预警后会出现在这里。', noFaults: '目前没有植入的故障。', active: '进行中',
  },
  en: {
    title: 'One car’s signal becomes solved service', lead: 'CareLoop is the open after-sales system of electric-vehicle makers: alert, case, appointment, repair, payment, survey and improvement in one closed loop. A case has exactly one holder at every moment, and ends when the owner says so.',
    language: '中文', light: 'Light', dark: 'Dark', system: 'As the system', prices: 'Public prices', api: 'API', console: 'Staff console', owner: 'Owner’s app',
    signedInAs: (name: string) => `Signed in as ${name}`, signOut: 'Sign out', go: 'Enter',
    staffDoor: 'Staff sign-in', userName: 'Staff number or user name', password: 'Password', signIn: 'Sign in', ownerDoor: 'Owners', ownerHint: 'Sign in with a code sent to your phone.', toOwner: 'Open the owner’s app',
    wrongPassword: 'User name or password is wrong.', tooManyTries: (at: string) => `Too many tries. Please wait until ${at}.`,
    setUp: 'First set-up', setUpLead: 'This house is still empty. Six steps, in order, and you can start serving.', step: { administrator: 'Administrator', alliance: 'Alliance', brand: 'First brand', model: 'First model', outlet: 'First outlet', staff: 'First member of staff' },
    done: 'Done', next: 'Next', name: 'Name', nameEn: 'Name in English', code: 'Code', codeHint: 'Lower-case letters, digits and hyphens; printed on documents, for example xihe', hotline: 'Hotline', personName: 'Name', passwordHint: 'At least 10 characters', save: 'Save and go on', skip: 'Skip for now',
    chemistry: 'Battery chemistry', cells: 'Cells', probes: 'Temperature probes', kwh: 'Battery (kWh)', range: 'Range (km)', soh3: 'Capacity limit in the three-guarantees period (%)', sohWarranty: 'Capacity limit in the repair warranty (%)',
    city: 'City', cityEn: 'City in English', tier: 'City tier (1–4)', kind: 'Kind of outlet', kinds: { serviceCentre: 'Service centre', cityShowroom: 'City showroom', authorisedRepairer: 'Authorised repairer', communityStation: 'Community station', mobileBase: 'Mobile base' }, address: 'Address', phone: 'Phone', lon: 'Longitude (WGS-84)', lat: 'Latitude (WGS-84)',
    capability: 'Capabilities', capabilities: { lift: 'Lift', hvBay: 'HV bay', batteryLift: 'Battery lift', calibration: 'Calibration', paint: 'Paint', bodyRepair: 'Body repair', mobile: 'Mobile service', towAccess: 'Tow access' }, hours: 'Opening hours start as 08:30–18:00 every day; change them under Outlets.', role: 'Role', roles: { serviceManager: 'Service manager', agent: 'Hotline agent', adviser: 'Service adviser', technician: 'Technician' }, allSet: 'Set-up is complete', allSetLead: 'Go to the console: register owners and cars, publish prices, add technicians’ certificates.',
    needSignIn: 'Please sign in as the administrator to go on.',
    demo: 'The demo world', demoLead: 'A synthetic country grown from a seed: three brands, ten cities, fourteen outlets, four hundred cars that report over real TCP in GB/T 32960. Choose a person and go in as them.', everyBrand: 'The whole alliance', demoOwners: 'Owners with a story', demoPanel: 'Demo panel', plant: 'Plant a fault', plantLead: 'Give a car a fault and watch the alert become a case within two minutes.', fault: 'Fault', faults: { 'overheating-pack': 'Overheating pack', 'insulation-falling': 'Falling insulation', 'charging-fails': 'Charging fails', 'twelve-volt-dying': '12 V battery dying' }, vehicle: 'Car', planted: 'Planted. Watch the inbox of the console or the owner’s app.', inbox: 'SMS inbox', inboxEmpty: 'No messages yet. Codes, appointments and alerts arrive here.', noFaults: 'No fault is planted at the moment.', active: 'Under way',
  },
});
