// Words of the demo's WeChat phone.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    title: '微信里的服务号', lead: '这是一部演示手机：选一位关注者，像在微信里一样说话。每句话都按微信的规矩加密、签名后寄给品牌的服务器，回信再拆开显示。', back: '回到首页', language: 'English', who: '关注者', brand: '品牌', joined: '已关联车主', notJoined: '未关联', account: (brand: string) => `${brand}服务号`, notDemo: '这里没有演示世界', notDemoLead: '演示手机只在演示世界里有。', nobody: '还没有关注者',
    joinedTitle: '同一次会话', how: '怎样关联', steps: '打开这位车主的应用，进入“问问服务”|点“在微信里继续”，得到八位关联码|在这里发送“绑定 关联码”', joinedLead: '这里和应用里是同一次会话。在任一处说的话，另一处都看得到。', openApp: '打开这位车主的应用', openAppLead: '同一浏览器里只有一个身份：打开后即以这位车主登录。要同时看坐席，请用另一个浏览器窗口（无痕）。', openDesk: '坐席工作台',
    text: '发消息', send: '发送', picture: '发图片', place: '发位置', voice: '按语音发', plus: '更多', messages: '消息', empty: '还没有消息，先说一句。', asVoice: '语音', placeIs: '位置', pictureIs: '图片', shut: '关闭', onTheWay: '发送中', failed: '未送达', outOfOrder: '该公众号提供的服务出现故障，请稍后再试', pictureWrong: '这不是图片，或太大了。',
    event: { subscribe: '您已关注', unsubscribe: '您已取消关注' }, follow: '关注', unfollow: '取消关注', twoDays: '过去 48 小时', twoDaysLead: '微信只许品牌在用户说话后的 48 小时内回复，最多五条。', until: (when: string, left: number) => `品牌在 ${when} 前还能写 ${left} 条`, noMore: '品牌现在不能再写来，除非这里先说一句', notFollowing: '没有关注，先点“关注”', time: '时间与关注',
  },
  en: {
    title: 'A service account in WeChat', lead: 'A phone of the demo: choose a follower, then write as in WeChat. Every word is sealed and signed as WeChat does, posted to the brand’s server, and the sealed reply is opened and shown.', back: 'Back to the start', language: '中文', who: 'Follower', brand: 'Brand', joined: 'joined to an owner', notJoined: 'not joined', account: (brand: string) => `${brand} service account`, notDemo: 'There is no demo world here', notDemoLead: 'The phone is only in the demo world.', nobody: 'Nobody follows yet',
    joinedTitle: 'One conversation', how: 'How to join', steps: 'Open this owner’s app and go to “Ask service”|Tap “Go on in WeChat” for a code of eight characters|Send “bind CODE” here', joinedLead: 'Here and in the app it is one conversation. What is said in one place is seen in the other.', openApp: 'Open this owner’s app', openAppLead: 'A browser has one identity: opening signs you in as this owner. To watch the agent as well, use another (private) window.', openDesk: 'Agent’s desk',
    text: 'Message', send: 'Send', picture: 'Send a picture', place: 'Send a place', voice: 'Send as voice', plus: 'More', messages: 'Messages', empty: 'No messages yet. Say something.', asVoice: 'Voice', placeIs: 'Place', pictureIs: 'Picture', shut: 'Close', onTheWay: 'sending', failed: 'not delivered', outOfOrder: 'This account is out of order. Please try again later.', pictureWrong: 'This is no picture, or too large.',
    event: { subscribe: 'You follow this account', unsubscribe: 'You no longer follow this account' }, follow: 'Follow', unfollow: 'Unfollow', twoDays: 'Let 48 hours pass', twoDaysLead: 'WeChat lets a brand answer within 48 hours of the user’s words, five times at most.', until: (when: string, left: number) => `The brand may write ${left} more until ${when}`, noMore: 'The brand can write no more until something is said here', notFollowing: 'Not following; press “Follow” first', time: 'Time and following',
  },
});
