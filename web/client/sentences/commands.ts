// What refusals about commands to cars say.
import type { refusals } from '../../../server/commands/api.ts';
import type { Sentence } from './sentence.ts';

export const commandsSentences = {
  commandNotFound: { zh: '没有找到这条指令，或您无权处理。', en: 'There is no such command, or it is not yours to deal with.' },
  commandNotNow: { zh: '这条指令现在不能这样处理：可能已发出、已结束或已过期。请刷新后再看。', en: 'This cannot be done now: the command may be on its way, ended or out of time. Please refresh and look again.' },
  commandIncomplete: { zh: '指令内容不完整或超出范围，请检查后重试。', en: 'Something in the command is missing or out of range. Please check and try again.' },
  commandNotYours: { zh: '您的岗位不能发出这类指令。', en: 'Your role may not ask for this kind of command.' },
  secondPersonNeeded: { zh: '需要另一位同事复核：发起人不能复核自己的指令。', en: 'A second person has to agree; whoever asked cannot.' },
} satisfies Record<(typeof refusals)[number], Sentence>;
