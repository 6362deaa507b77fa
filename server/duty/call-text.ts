// What the person on duty reads in the middle of the night: what is wrong with which car, and what to do. Chinese first,
// then the same in English, since whoever is on call may read either.
const kinds: Record<string, readonly [zh: string, en: string]> = {
  overheatingPack: ['电池包过热', 'battery overheating'], insulationFalling: ['高压绝缘下降', 'insulation falling'], chargingFails: ['充电失败', 'charging fails'],
  twelveVoltDying: ['12V 蓄电池亏电', '12 V battery dying'], cellSpread: ['电芯压差大', 'cells drift apart'], makerAlarmLevel3: ['车辆严重报警', 'serious vehicle alarm'],
  lowSocStranded: ['电量耗尽停驶', 'stranded, no charge'], wentSilent: ['危险中失联', 'silent while in danger'],
  smokeOrFire: ['冒烟起火', 'smoke or fire'], batteryHot: ['电池过热', 'battery hot'], batteryDamage: ['电池受损', 'battery damaged'], electricShock: ['触电', 'electric shock'], brakes: ['制动失效', 'brakes fail'], steering: ['转向失效', 'steering fails'],
  trapped: ['人员被困', 'people trapped'], injured: ['有人受伤', 'somebody is hurt'], collision: ['碰撞有人伤', 'collision'], powerLoss: ['停在车道上', 'stands in traffic'], outOfCharge: ['没电停在车道上', 'stands in traffic, no charge'], flooded: ['涉水', 'in water'], tyre: ['爆胎停在车道上', 'tyre burst in traffic'], other: ['车主报危险', 'owner in danger'], caller: ['热线来电人按了危险键，车未登记', 'a caller pressed danger, car unknown'],
};

/** One message of two parts at most; no VIN, no place, no name. */
export function callText(brandName: string, about: { plate: string; kind: string; severity: string; number: string }): string {
  const [zh, en] = kinds[about.kind] ?? ['车辆报警', 'vehicle alarm'];
  return `【${brandName}】值班呼叫：${`${about.plate} ${zh}`.trim()}，${about.severity}级，${about.number}。请立即在控制台接听，1分钟未接听将呼叫下一位。On duty: ${en}, severity ${about.severity}. Answer in the console.`;
}
