// Advice that no owner is ever given, from whatever source: work on high voltage, driving on in danger, clearing codes,
// defeating interlocks, waiting and seeing after an impact or a flood, fighting a battery fire.
// F1 a sentence that forbids it is no such advice; F2 an article with such advice is not answered from.
import { fold } from '@careloop/danger';

const highVoltage = '(?:高压|橙色|电池包?|电芯|模组|msd|维修开关|逆变器|车载充电机|obc|压缩机|充电口(?:内部|线束|端子)|动力电池|高压线|互锁)';
const act = '(?:拆|打开|掀开|撬|断开|拔掉|拔下|拔出|测量|测一下|万用表|清洗|擦拭|冲洗|清洁|密封|堵住|涂胶|冷却|浇水|泼水|降温|剪断|短接|跨接|维修|更换|接上|插回)';
const acts = new RegExp([
  `${act}[^。！？；\\n]{0,10}${highVoltage}|${highVoltage}[^。！？；\\n]{0,10}(?:自己|自行|亲自|手动|直接|先|可以|小心)?${act}`,
  '(?:可以|能|放心|还能|尽管|慢慢|低速|小心)(?:地)?(?:继续|接着|先)?(?:行驶|开车|驾驶|开回|开到|开一段|上路|开着)|继续(?:行驶|驾驶|开车|使用|充电)(?!前)',
  '(?:清除|消除|清掉|删除|擦除)(?:掉)?[^。！？；\\n]{0,6}(?:故障码|代码|报警)|(?:屏蔽|短接|跨接|绕过|破解|拆除)[^。！？；\\n]{0,8}(?:互锁|保护|安全带|气囊|传感器|报警)',
  '(?:先)?观察(?:一下|看看|几天|一段时间)|等等看|再看看|不用管|没关系|无需处理|不影响使用',
  '(?:用|拿|使用)[^。！？；\\n]{0,8}(?:灭火器|水|湿毛巾|灭火毯|沙子?)[^。！？；\\n]{0,8}(?:灭|扑|浇|盖|喷)|(?:自己|自行)[^。！？；\\n]{0,4}(?:灭火|扑救)',
  String.raw`\b(?:open|disconnect|remove|unplug|measure|clean|seal|cool|cut|bypass|touch|repair|replace)\b[^.!?\n]{0,24}\b(?:high[- ]voltage|hv|orange|battery pack|inverter|service (?:plug|disconnect)|msd|interlock|on-?board charger)\b|\b(?:keep|continue|carry on) (?:driving|charging)\b|\b(?:you can|safe to) (?:still )?drive\b|\bclear(?:ing)? (?:the )?(?:codes?|faults?)\b|\bwait and see\b|\b(?:put out|extinguish|fight) the fire\b`,
].map((one) => `(?:${one})`).join('|'), 'iu');
const forbids = /(?:不要|不得|不能|不可|不应|不准|不许|不再|不宜|请勿|切勿|勿|禁止|严禁|避免|别|绝不|没有资质|不建议|由(?:专业|持证|授权|服务)|专业人员|持证|到店|服务中心(?:检查|处理)|停止|才能|之前|\b(?:do not|don'?t|never|no|not|must not|avoid|without|certified|technician)\b)/iu;
/** Dangerous only where danger was heard: harmless for a squeaking door. */
const onlyInDanger = /(?:行驶|开车|驾驶|开回|开到|开一段|上路|开着|观察|等等看|再看看|不用管|没关系|无需处理|不影响|继续|drive|driving|charging|wait and see)/iu;

/** The first sentence that gives such advice; undefined when none does. (F1) */
export function forbiddenAdvice(text: string, inDanger: boolean): string | undefined {
  for (const sentence of fold(text.replaceAll('\n', '。')).split(/(?<=[。！？；;!?])/)) {
    for (const clause of sentence.split(/[，,]/)) {
      const hit = acts.exec(clause);
      if (hit === null || forbids.test(clause) || forbids.test(sentence.slice(0, sentence.indexOf(clause)))) continue;
      if (!inDanger && onlyInDanger.test(hit[0]) && !new RegExp(highVoltage, 'iu').test(hit[0])) continue;
      return sentence.trim();
    }
  }
  return undefined;
}
