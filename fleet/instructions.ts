// How the makers of the synthetic country want frequent work done: steps in both languages, torque with limits, and which step has
// a drawing of its fasteners in the order of tightening.
type Torque = readonly [what: string, whatEn: string, lowNm: number, highNm: number];
export type Step = { words: string; wordsEn: string; caution?: true; torque?: Torque; /** Fasteners in a ring or along the edge of a tray. */ drawing?: { bolts: number; shape: 'ring' | 'tray' } };

const off: Step = { words: '断开 12V 和高压维修开关，等待 5 分钟，验电确认低于 60 V，挂牌上锁', wordsEn: 'Disconnect the 12 V battery and the service plug, wait 5 minutes, measure below 60 V, lock and tag', caution: true };
const on: Step = { words: '测量绝缘电阻不低于 20 MΩ，由监护人确认后恢复供电', wordsEn: 'Measure at least 20 MΩ of insulation; the guardian agrees before power comes back', caution: true };

export const instructions: Readonly<Record<string, readonly Step[]>> = {
  'BRK-PADS': [
    { words: '举升车辆，拆下前轮', wordsEn: 'Lift the car and take off the front wheels' },
    { words: '松开制动钳下导向销，上翻制动钳，取出旧摩擦片', wordsEn: 'Undo the lower guide pin, swing the caliper up, take out the old pads' },
    { words: '测量制动盘厚度和跳动，清洁导向销并涂专用润滑脂', wordsEn: 'Measure disc thickness and run-out; clean the guide pins and grease them' },
    { words: '装入新摩擦片，拧紧导向销', wordsEn: 'Fit the new pads and tighten the guide pins', torque: ['制动钳导向销', 'Caliper guide pin', 27, 33] },
    { words: '装回车轮，按图示顺序分两次拧紧', wordsEn: 'Refit the wheels; tighten twice in the order shown', torque: ['车轮螺栓', 'Wheel bolts', 135, 150], drawing: { bolts: 5, shape: 'ring' } },
    { words: '多次踩下制动踏板直至有力，再移动车辆', wordsEn: 'Press the brake pedal until it is firm before the car moves', caution: true },
  ],
  'BRK-CHECK': [
    { words: '测量摩擦片和制动盘，检查制动液含水量', wordsEn: 'Measure pads and discs; test the water in the brake fluid' },
    { words: '装回车轮，按图示顺序拧紧', wordsEn: 'Refit the wheels in the order shown', torque: ['车轮螺栓', 'Wheel bolts', 135, 150], drawing: { bolts: 5, shape: 'ring' } }, { words: '路试，确认无跑偏和异响', wordsEn: 'Road test: no pull, no noise' },
  ],
  'BRK-FLUID': [{ words: '接诊断仪进入电子制动排气程序', wordsEn: 'Start the bleeding routine with the tester' }, { words: '由远及近逐轮排气', wordsEn: 'Bleed wheel by wheel, the farthest first', torque: ['排气螺钉', 'Bleed screw', 9, 13] }, { words: '检查踏板行程和泄漏', wordsEn: 'Check pedal travel and leaks', caution: true }],
  'BAT-MODULE': [
    off, { words: '托举电池包，按图示相反顺序松开包体螺栓，平稳落下', wordsEn: 'Support the pack, undo its bolts in reverse order, lower it level', caution: true, drawing: { bolts: 12, shape: 'tray' } },
    { words: '拆下模组铜排，戴绝缘手套，每次只露一个极柱', wordsEn: 'Take off the bus bars with insulating gloves; one pole at a time', caution: true }, { words: '更换模组，装回铜排', wordsEn: 'Replace the module and refit the bus bars', torque: ['模组铜排螺栓', 'Bus bar bolts', 8, 10] },
    { words: '装回电池包，按图示顺序拧紧', wordsEn: 'Refit the pack; tighten in the order shown', torque: ['电池包安装螺栓', 'Pack mounting bolts', 95, 105], drawing: { bolts: 12, shape: 'tray' } }, { words: '做气密性测试：5 kPa 保压 60 秒，泄漏小于 100 Pa', wordsEn: 'Leak test: 5 kPa held for 60 s, loss below 100 Pa' }, on,
  ],
  'BAT-DIAG': [{ words: '读取全部电芯电压、温度和冻结帧，保存到工单', wordsEn: 'Read all cell voltages, temperatures and freeze frames; keep them with the order' }, { words: '目视检查壳体、插接件、冷却接头', wordsEn: 'Look at case, connectors and coolant joints' }, { words: '有冒烟、异味或温升时立即撤离并按隔离流程处理', wordsEn: 'With smoke, smell or rising heat: leave at once and quarantine the car', caution: true }, on],
  'BAT-COOL': [{ words: '放出冷却液，更换电子水泵', wordsEn: 'Drain the coolant and replace the pump', torque: ['水泵支架螺栓', 'Pump bracket bolts', 9, 12], drawing: { bolts: 3, shape: 'ring' } }, { words: '真空加注，用诊断仪排气至流量稳定', wordsEn: 'Fill by vacuum; bleed with the tester until the flow is steady' }],
  'INS-DIAG': [off, { words: '逐段断开高压部件，每段测量绝缘电阻并记录', wordsEn: 'Disconnect part by part; measure and note the insulation of each' }, on],
  'INS-HARNESS': [off, { words: '更换线束，确认卡扣和走向与原车一致', wordsEn: 'Replace the harness; clips and route as before' }, { words: '装回高压插接件', wordsEn: 'Refit the high-voltage connectors', torque: ['高压接线端子', 'High-voltage terminals', 11, 13], drawing: { bolts: 4, shape: 'ring' } }, on],
  'CHG-PORT': [off, { words: '更换充电口，检查密封圈', wordsEn: 'Replace the port; check its seal', torque: ['充电口固定螺栓', 'Charge port bolts', 7, 9], drawing: { bolts: 4, shape: 'ring' } }, on, { words: '交流、直流各试充 5 分钟，记录端子温度', wordsEn: 'Charge 5 minutes AC and DC; note the temperature of the pins' }],
  'OBC-SWAP': [off, { words: '放出冷却液，更换车载充电机', wordsEn: 'Drain the coolant and replace the charger', torque: ['充电机安装螺栓', 'Charger mounting bolts', 22, 26], drawing: { bolts: 6, shape: 'tray' } }, { words: '刷写匹配，清除故障码', wordsEn: 'Code it to the car and clear the faults' }, on],
  'LV-SWAP': [{ words: '先拆负极，再拆正极；装回时相反', wordsEn: 'Negative off first, then positive; the other way round when refitting', caution: true }, { words: '装入新蓄电池并固定', wordsEn: 'Fit and fasten the new battery', torque: ['蓄电池压板', 'Battery clamp', 8, 12] }, { words: '匹配蓄电池传感器', wordsEn: 'Register the battery sensor' }],
  'LV-TEST': [{ words: '测量内阻和静态电流，休眠 30 分钟后低于 20 mA', wordsEn: 'Measure resistance and quiescent current: below 20 mA after 30 minutes asleep' }],
  'DRV-OIL': [{ words: '热车后放油，检查磁性放油塞', wordsEn: 'Drain while warm; look at the magnetic plug' }, { words: '换新垫片，拧紧放油塞', wordsEn: 'New washer; tighten the plug', torque: ['放油塞', 'Drain plug', 38, 46] }, { words: '加注至溢出，拧紧加油塞', wordsEn: 'Fill until it runs over; tighten the filler', torque: ['加油塞', 'Filler plug', 38, 46] }],
  'TYRE-SWAP': [{ words: '更换轮胎并做动平衡，残余不平衡小于 5 g', wordsEn: 'Fit and balance: less than 5 g left' }, { words: '装回车轮', wordsEn: 'Refit the wheel', torque: ['车轮螺栓', 'Wheel bolts', 135, 150], drawing: { bolts: 5, shape: 'ring' } }, { words: '匹配胎压传感器', wordsEn: 'Pair the pressure sensor' }],
  'MNT-A': [{ words: '按 42 项清单检查并逐项勾选', wordsEn: 'Go through the list of 42 points' }, { words: '更换空调滤芯，箭头朝下', wordsEn: 'Change the cabin filter, arrow down' }, { words: '读取并保存故障码', wordsEn: 'Read and keep the fault codes' }],
  'AC-COMPRESSOR': [off, { words: '回收制冷剂，更换压缩机和密封圈', wordsEn: 'Recover the refrigerant; replace compressor and seals', torque: ['压缩机安装螺栓', 'Compressor mounting bolts', 20, 25], drawing: { bolts: 3, shape: 'ring' } }, { words: '抽真空 30 分钟，保压 10 分钟，加注 POE 专用油', wordsEn: 'Vacuum for 30 minutes, hold for 10; POE oil only', caution: true }, on],
  'SW-UPDATE': [{ words: '接稳压电源，12V 不低于 13.5 V；备份用户设置', wordsEn: 'Connect a power supply, at least 13.5 V; back up the settings' }, { words: '升级期间不断电、不上锁', wordsEn: 'No power cut and no locking during the update', caution: true }, { words: '核对版本号，清除故障码后再读一次', wordsEn: 'Check the version; clear the faults and read again' }],
  'GENERAL-DIAG': [{ words: '复述车主的描述并在同样条件下重现', wordsEn: 'Repeat the complaint and reproduce it under the same conditions' }, { words: '全车读码，保存冻结帧', wordsEn: 'Read every control unit; keep the freeze frames' }, { words: '写明原因、处理和诊断用时', wordsEn: 'Note cause, correction and the time it took' }],
  'CHG-DIAG': [{ words: '检查充电口端子颜色、间隙和锁止', wordsEn: 'Look at the pins: colour, play and lock' }, { words: '在标准桩上交流、直流各试一次，记录报文', wordsEn: 'Try AC and DC on the reference charger; keep the messages' }, { words: '仍失败时区分车、桩、账户三种原因', wordsEn: 'Tell car, charger and account apart' }],
  'DRV-DIAG': [{ words: '读取电机与控制器数据流，记录温度和绝缘', wordsEn: 'Read motor and controller; note temperatures and insulation' }, { words: '路试 10 公里，包含急加速和能量回收', wordsEn: 'Road test of 10 km with hard acceleration and recuperation' }],
  'STR-CHECK': [{ words: '举升后检查球头间隙和防尘套', wordsEn: 'On the lift: play of the joints, boots' }, { words: '复紧悬架螺栓，车轮着地后进行', wordsEn: 'Retighten with the wheels on the ground', torque: ['下摆臂螺栓', 'Lower arm bolts', 150, 170], drawing: { bolts: 4, shape: 'ring' } }],
  'AC-DIAG': [{ words: '记录高低压和出风口温度', wordsEn: 'Note both pressures and the outlet temperature' }, { words: '荧光或电子检漏，重点查接头', wordsEn: 'Look for leaks at the joints' }],
  'TYRE-REPAIR': [{ words: '胎侧伤口或大于 6 mm 的洞不修，换新胎', wordsEn: 'No repair of side walls or holes above 6 mm', caution: true }, { words: '装回车轮', wordsEn: 'Refit the wheel', torque: ['车轮螺栓', 'Wheel bolts', 135, 150], drawing: { bolts: 5, shape: 'ring' } }],
  'ALIGN': [{ words: '胎压、载荷、转向回正后测量', wordsEn: 'Measure with the right pressure, load and straight steering' }, { words: '调整后锁紧横拉杆', wordsEn: 'Lock the tie rods after setting', torque: ['横拉杆锁紧螺母', 'Tie rod lock nut', 55, 65] }],
  'CAM-CALIB': [{ words: '轮胎气压、载荷符合要求，地面水平', wordsEn: 'Tyre pressure and load as required, level ground' }, { words: '标靶距前轴 1.5 m，中心偏差小于 3 mm', wordsEn: 'Target 1.5 m before the front axle, centre within 3 mm' }, { words: '运行标定，记录偏差角', wordsEn: 'Run the calibration and note the angle' }],
};
