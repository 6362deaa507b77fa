// A person, whenever one is asked for: by rule, in any temper, dialect and language; and nobody else is put through.
import { expect, test } from 'vitest';
import { acceptsPerson, asksForPerson, intentsInWords } from './intent-words.ts';

const asks = `
请安排懂电池的同事联系我
麻烦让工程师回我一下
人工在不
有人工没
坐席有没有
真人没得
你就给我找个人我跟他说清楚
叫个人我当面问他
转人工
人工
客服
我要人工
给我接人工
接个人工
找个真人
真人客服
别跟我扯这些叫个人来
你们有没有活人啊
喊个活人来
麻烦帮我转一下客服
我要跟你们经理讲
让你们负责人给我回电话
把电话给你们领导
不想跟机器讲话
你个破机器人滚，换人
操你妈的转人工
他妈的叫人出来
气死我了人呢
我受够了这个机器人，我要人
能让人来接吗
帮我叫个人
帮我找人
我想和人说
我要找人说话
有没有人管管
有人没
有人吗
谁在啊来个人
来个会说人话的
整个人来唠
给俺找个人
俺要跟人唠
喊个人来撒
找个人来摆一哈
搵个人嚟倾
我想同真人倾偈
叫客服听电话
转人工转人工转人工
转人工！！！
zhuanrengong
人 工 客 服
人工服务谢谢
工号多少我要投诉转人工
请转接人工座席
人工坐席
接通人工
连线客服
呼叫客服
能给我打个电话吗
你们打电话给我
可以让顾问联系我吗
请工程师跟我通话
我不问了给我人
不用你回答 找人
别自动回复了
能不能别自动回复，找个人
你听不懂，换个人
你解决不了，给我转
直接转吧
human
agent
speak to a human
let me talk to a real person
can I get someone on the phone
I want an operator
stop the bot, give me a person
connect me to support
get me your manager
representative please
put me through to someone
I'd like to speak with customer service
no more robots
any human there?
转個真人
我要真人客服
找客服小姐姐
帮我接热线
热线接一下
要人
叫人
找人
换人
人人人
接人工吧这个你答不了
发票的事你搞不定，给我找个能办的人
不聊了，叫你们店长来
烦死了快给老子转人工
你个憨批机器人莫跟我扯，喊人来
别整这些没用的，整个活人
能整个人唠唠不
恁们有人没
俺不想跟机器唠
给我找个管事儿的
妹儿 接个客服噻
晓得个锤子，叫你们经理来
我揾你哋经理
唔该转真人
叫个会讲话的来听
请帮我接售后专员
我这情况复杂，还是直接和工程师沟通吧
可否请技术人员回电
有没有值班的人可以说句话
三次了还是答不上来，转吧
我不听机器念经，人！
投诉！叫领导来！
这机器人就是个废物，给我人
说了八百遍了转人工
人工台在哪
人工客服在线吗
人工客服怎么接
怎么联系人工
怎么转到人工服务
怎么找到真人
电话多少我打过去跟人说
你们客服电话给我
麻烦安排一位顾问和我通话
我要见店长
I demand to speak to a supervisor
get me a human being
is there anybody I can talk to
please transfer me
this bot is useless, I want a person
let me speak with your manager
can somebody call me
live agent
agent!!
can you have an engineer call me
我想找你们的人谈谈
你换个能听懂话的
不要AI，要人
找个人帮我看看
上次那个姓王的顾问还在吗，只跟他说
请转理赔对接人
合同的事机器讲不清，找会计
叫你们前台听一下
直接给我接人
别播了，喂有人吗有人吗
要一个看得懂图纸的人来跟我对
有会说闽南话的客服吗
让人打我手机，开会呢
怎么才能接到我的服务顾问
人工客服几点上班
麻烦你帮我转一下人工吧就是我说的你没听明白
agent, please
我要同manager讲
AI滚，人来
`.trim().split('\n');
const asksNot = `
人工费多少
人工智能语音怎么开
工时费人工怎么算
换人驾驶要重新设置座椅吗
换个人开车钥匙能用吗
店里有人吗周末
你是机器人吗
找人代驾可以用数字钥匙吗
客服态度真好
上次人工说三天给我回复
不用转人工了
不需要人工
派个人来拖车
救援的人什么时候到
几点有人上班
车里还有人吗检测
后排有人提醒怎么关
我找到人修好了
座椅上没人也报警
人脸识别怎么录
is the agent at the outlet friendly
human machine interface update
how do I add another person as driver
补个胎连人工多少
家里人刚打电话，说底下有烟
路上轧了个铁疙瘩
车停着，也没人在车上
在路边等人呢，车能停多久
昨天跟你们同事聊过贷款
屏幕提示请联系客服，灯是黄的
你别打电话给我，打字就行
师傅在吗，充电充到一半停了
怎么没人给我打电话
`.trim().split('\n');

test('whoever asks for a person is heard', () => expect(asks.filter((text) => !asksForPerson(text))).toEqual([]));
test('who speaks of people and asks for none is not put through', () => expect(asksNot.filter(asksForPerson)).toEqual([]));
test('a telephone number is no complaint, the number of the hotline is one', () => {
  expect([...intentsInWords('我的电话 13812345678').keys()]).not.toContain('complaint');
  expect([...intentsInWords('再不管我就打 12345').keys()]).toContain('complaint');
});
test('it is heard inside a longer sentence, after whatever else was said', () => {
  for (const before of ['我的车充不进电，', '这个问题问了三遍了，', '续航掉得厉害。', '发票还没收到，']) for (const text of ['转人工', '叫你们经理来', '我要真人客服', 'speak to a human']) expect([before + text, asksForPerson(before + text)]).toEqual([before + text, true]);
});
test('yes to the offer of a person is a request, yes to anything else is none', () => {
  for (const text of ['好的', '行吧', '嗯', '可以，转吧', 'yes please', '麻烦了']) expect([text, acceptsPerson(text, '可以为您转人工，或换个说法再问我。')]).toEqual([text, true]);
  expect(acceptsPerson('好的', '胎压冷车 2.5 bar。')).toBe(false);
  expect(acceptsPerson('好的，胎压多少合适', '可以为您转人工。')).toBe(false);
});
