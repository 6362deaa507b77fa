// Words of the list of dialects: how terminals speak where the standard leaves a choice.
import { defineWords } from '#kit/words.tsx';

export const dialectWords = defineWords({
  zh: {
    title: '终端方言', lead: '国标有争议或未写明之处，某些终端的做法与默认不同。按 VIN 开头设定：最长的前缀优先，从设定时起生效，已读入的数据不重读。', none: '没有设定，全部按默认读法', add: '添加方言', name: '名称', vinPrefix: 'VIN 前缀', vinPrefixHint: '3 至 17 位；前 8 位通常是一种车型', source: '依据（手册、报文记录等）', differs: '与默认不同', from: '开始', until: '结束', holds: '生效中', end: '结束', ended: '已结束，几秒内生效', save: '保存', cancel: '取消', saved: '已保存，几秒内生效',
    settings: { coordinates: '2016 版定位坐标系', link: '2016 版整车数据末字', answers: '应答形式', timeInAnswer: '校时应答带时间', keyExchangeAnswer: '密钥交换应答', signatureCoversMark: '签名覆盖 0xFF 标志', activationInfoFrom: '激活结果信息码起点', upgrade: '远程升级', upgradeUrl: '升级参数中 URL 的位置', upgradeNumbers: '升级参数中数字的形式', scales: '换算', cellScale: '单体电压换算', faultsMost: '故障代码个数上限', bareItems: '无长度的自定义项', parameterBytes: '自定义参数字节数', heartbeatSeconds: '心跳周期（秒）', cipher: '加密方式', signing: '签名方式' },
    values: { wgs84: 'WGS-84', gcj02: 'GCJ-02', other: '其他', terminal: '踏板行程（附录 B）', platform: '预留（第 7 章）', short: '只带时间', echo: '原样返回', yes: '是', no: '否', true: '是', false: '否', empty: '空', first: '在前', late: '在后', binary: '二进制', text: '文本' } as Record<string, string>,
    scalesHint: '例：motor.torqueNm=10/20000，即（原值 − 20000）÷ 10', cellScaleHint: '例：1/0，即原值 × 1 + 0 毫伏', pairsHint: '例：0x91=4 0x92=12（编号=字节数）',
  },
  en: {
    title: 'Dialects of terminals', lead: 'Where the standard is silent or disputed, some terminals differ from the reading taken here. By the beginning of the VIN: the longest holds, from now on; what was read is not read again.', none: 'None: all are read by default', add: 'Add a dialect', name: 'Name', vinPrefix: 'VIN begins with', vinPrefixHint: '3 to 17 places; eight are a model as a rule', source: 'Known from (manual, recording …)', differs: 'Differs in', from: 'From', until: 'Until', holds: 'holds', end: 'End it', ended: 'Ended; gateways know within seconds', save: 'Save', cancel: 'Cancel', saved: 'Saved; gateways know within seconds',
    settings: { coordinates: 'Coordinates of 2016', link: 'Last word of the 2016 vehicle item', answers: 'Answers', timeInAnswer: 'Time in the answer to a request for it', keyExchangeAnswer: 'Answer to a key exchange', signatureCoversMark: 'Signature covers the mark 0xFF', activationInfoFrom: 'First information code of an activation', upgrade: 'Remote upgrade', upgradeUrl: 'Place of the URL in an upgrade', upgradeNumbers: 'Numbers in an upgrade', scales: 'Scales', cellScale: 'Scale of unit voltages', faultsMost: 'Most fault codes in a list', bareItems: 'Makers’ items without length', parameterBytes: 'Bytes of makers’ parameters', heartbeatSeconds: 'Heartbeat (seconds)', cipher: 'Encryption', signing: 'Signing' },
    values: { wgs84: 'WGS-84', gcj02: 'GCJ-02', other: 'another', terminal: 'pedals (Annex B)', platform: 'reserved (clause 7)', short: 'time only', echo: 'request echoed', yes: 'yes', no: 'no', true: 'yes', false: 'no', empty: 'empty', first: 'first', late: 'late', binary: 'binary', text: 'text' } as Record<string, string>,
    scalesHint: 'motor.torqueNm=10/20000: (raw − 20000) ÷ 10', cellScaleHint: '1/0: raw × 1 + 0 mV', pairsHint: '0x91=4 0x92=12: id=bytes',
  },
});
