// Words of the keys of cars.
import { defineWords } from '#kit/words.tsx';

export const keyWords = defineWords({
  zh: {
    title: '车辆密钥', lead: '2025 版报文可带车端签名，也可加密。公钥用来验签；签名错误的报文单独留存，不入库、不告警。数据密钥加密保存，不再显示。', show: '查看', none: '这辆车还没有密钥', add: '登记密钥', purpose: '用途', purposes: { signature: '验签', unit: '解密数据' }, algorithm: '算法', algorithms: { sm2: 'SM2（验签公钥）', rsa: 'RSA（验签公钥）', ecc: 'ECC（验签公钥）', aes: 'AES（数据密钥）', sm4: 'SM4（数据密钥）' }, source: '来源', sources: { staff: '人工登记', activation: '终端激活', exchange: '密钥交换' }, chip: '芯片', from: '起用', until: '至', state: '状态', inUse: '使用中', withdrawn: '已停用', withdraw: '停用', done: '已停用，几秒内生效', key: '密钥（十六进制）', keyHint: 'RSA：模数加 3 字节指数，或 DER；SM2：X、Y；AES 16、24 或 32 字节；SM4 16 字节', saved: '已登记，几秒内生效',
  },
  en: {
    title: 'Keys of cars', lead: 'Frames of 2025 may be signed by the car, and encrypted. Public keys check signatures; a frame with a wrong one is kept apart, is no reading and raises no alert. Keys of data units are kept sealed and not shown again.', show: 'Show', none: 'This car has no key', add: 'Tell a key', purpose: 'For', purposes: { signature: 'signatures', unit: 'data units' }, algorithm: 'Algorithm', algorithms: { sm2: 'SM2 (public, signatures)', rsa: 'RSA (public, signatures)', ecc: 'ECC (public, signatures)', aes: 'AES (secret, data units)', sm4: 'SM4 (secret, data units)' }, source: 'Told by', sources: { staff: 'staff', activation: 'activation', exchange: 'exchange of keys' }, chip: 'Chip', from: 'From', until: 'until', state: 'State', inUse: 'in use', withdrawn: 'withdrawn', withdraw: 'Withdraw', done: 'Withdrawn; gateways know within seconds', key: 'Key (hexadecimal)', keyHint: 'RSA: modulus and three bytes of exponent, or DER; SM2: X and Y; AES 16, 24 or 32 bytes; SM4 16', saved: 'Told; gateways know within seconds',
  },
});
