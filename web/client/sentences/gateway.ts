// What the gateway's refusals say.
import type { refusals } from '../../../server/gateway/api.ts';
import type { Sentence } from './sentence.ts';

export const gatewaySentences = {
  platformNotFound: { zh: '没有找到这个平台，或它不在您管理的品牌内。', en: 'There is no such platform, or it is not of your brands.' },
  userNameTaken: { zh: '用户名 {userName} 已被使用，请换一个。', en: 'The user name {userName} is taken. Please choose another.' },
  linkPasswordWeak: { zh: '密码太容易猜到。请用 10 至 20 个字符，不含用户名。', en: 'This password is too easy to guess. Use 10 to 20 characters without the user name.' },
  dialectNotFound: { zh: '没有找到这个终端方言。', en: 'There is no such dialect.' },
  dialectInThePast: { zh: '方言不能从过去的时间开始：已经读入的数据不会重读。请选现在或以后的时间。', en: 'A dialect cannot begin in the past: what was read is not read again. Choose now or later.' },
  vehicleKeyNotFound: { zh: '没有找到这个密钥。', en: 'There is no such key.' },
  vehicleKeyNotValid: { zh: '这不是所选算法的密钥，请核对算法和十六进制内容。', en: 'This is no key of that algorithm. Please check the algorithm and the hexadecimal text.' },
  vehicleKeyKnown: { zh: '这辆车已有签名密钥。更换前请先停用旧密钥。', en: 'This car has a key for its signatures. Withdraw it before telling another.' },
  secretsNotSet: { zh: '尚未配置密钥保护（GATEWAY_SECRETS_FILE），不能保存数据加密密钥。', en: 'Keys of data units cannot be kept: GATEWAY_SECRETS_FILE is not set.' },
  banNotFound: { zh: '这个地址现在没有被封禁。', en: 'This address is not shut out now.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
