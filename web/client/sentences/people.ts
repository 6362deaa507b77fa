// What refusals about people and signing in say.
import type { refusals } from '../../../server/people/api.ts';
import type { Sentence } from './sentence.ts';

export const peopleSentences = {
  ownerNotFound: { zh: '没有找到这位车主。请核对手机号或姓名。', en: 'No such owner was found. Please check the phone number or name.' },
  staffNotFound: { zh: '没有找到这位员工。请刷新员工列表。', en: 'No such member of staff was found. Please refresh the list.' },
  sessionNotFound: { zh: '这个登录已经结束。', en: 'That sign-in has already ended.' },
  driverNotFound: { zh: '没有找到这位用车人。请刷新页面。', en: 'No such driver was found. Please refresh the page.' },
  alreadySetUp: { zh: '系统已经有管理员。请用管理员账号登录。', en: 'This house already has an administrator. Please sign in as one.' },
  userNameTaken: { zh: '工号或用户名 {userName} 已被使用，请换一个。', en: 'The staff number or user name {userName} is taken. Please choose another.' },
  passwordTooWeak: { zh: '这个密码不够安全：至少 10 个字符，不含用户名，不用常见或重复的组合，也不与旧密码相同。', en: 'This password is too easy to guess: use at least 10 characters, not your user name, no common or repeated pattern, and not the old one.' },
  passwordWrong: { zh: '原密码不正确，请重新输入。', en: 'The old password is not right. Please type it again.' },
  tooManyTries: { zh: '输错次数太多，请过几分钟再试。', en: 'Too many wrong tries. Please wait some minutes.' },
  grantNotYours: { zh: '您不能授予这个角色：它超出了您的品牌或网点范围。请联系管理员。', en: 'You cannot give this role: it is beyond your brands or outlets. Please ask an administrator.' },
  personNotYours: { zh: '这位员工的部分权限超出您的管理范围。请联系管理员处理。', en: 'Some of this person’s roles are beyond your reach. Please ask an administrator.' },
  lastAdministrator: { zh: '这是最后一位联盟管理员。请先指定另一位，再做这项更改。', en: 'This is the last administrator of the alliance. Appoint another one first.' },
  phoneNotValid: { zh: '请输入 11 位中国大陆手机号。', en: 'Please enter an 11-digit mobile number of mainland China.' },
  codeAskedTooOften: { zh: '验证码请求太频繁，请在 {seconds} 秒后再试。', en: 'Codes were asked for too often. Please try again in {seconds} seconds.' },
  tooMuchToExport: { zh: '超过 {most} 条，请先按日期、类型或动作缩小范围再导出。', en: 'There are more than {most} rows. Narrow them down by day, kind or action, then export.' },
  driverAlreadyThere: { zh: '这个手机号已经在用车人名单里。', en: 'This phone number is already on the list of drivers.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
