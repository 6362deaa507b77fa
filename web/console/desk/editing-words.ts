// Words of the pages on which the knowledge is brought in, named and taught.
import { defineWords } from '#kit/words.tsx';

export const editingWords = defineWords({
  zh: {
    import: '导入文件', importLead: '支持 Markdown、Word、PDF、Excel。先预览，逐篇勾选，存成草稿；有问题的部分会单独说明，其余照常导入。', file: '选择文件', imported: '由文件导入', saved: '已保存', look: '看全文', keep: (count: number) => `存为草稿（${count} 篇）`,
    problem: { notReadable: '读不了', noWords: '没有正文', noTitle: '没有标题', forbidden: '含车主不能自己做的操作', tooLong: '太长' },
    history: '版本记录', onlyShipped: '内置文章，还没有修改过。', state: { draft: '草稿', published: '发布', withdrawn: '撤下' },
    aliases: '叫法', aliasesLead: '车主的叫法和标准说法的对照，保存后下一句提问就生效。', canonical: '标准说法', variants: '车主的叫法（用顿号分开）', save: '保存', change: '改', shipped: '内置',
    training: '训练', trainingLead: '告诉助手一句话是什么意思；几十秒后自动学会，学会前用原来的。', sentence: '车主的话', intent: '意图', category: '类别', urgency: '紧急度', teach: '教给助手', takeBack: '撤回', learned: (count: number) => `已学会，共 ${count} 条示例`, learning: '正在学习新的示例', nothingTaught: '本品牌还没有教过',
    intents: { kb_question: '使用问题', symptom: '故障现象', fault_code: '故障码', booking: '预约', progress: '进度', rescue: '救援', price: '价格', policy: '政策', complaint: '投诉', human: '要人工', feedback: '反馈', chitchat: '闲聊', out_of_scope: '无关' },
    curves: '阈值曲线', earCurve: '险情：学习模型的阈值', answerCurve: '作答：把握程度的阈值', recall: '召回', precision: '精确', perCategory: '按类别', now: '当前', threshold: '阈值',
  },
  en: {
    import: 'Bring in a file', importLead: 'Markdown, Word, PDF or Excel. Look first, choose part by part, keep as drafts; what is wrong with a part is said beside it, the others still come.', file: 'Choose a file', imported: 'brought in from a file', saved: 'Saved', look: 'Read it', keep: (count: number) => `Keep as drafts (${count})`,
    problem: { notReadable: 'cannot be read', noWords: 'says nothing', noTitle: 'has no title', forbidden: 'tells owners to do what they must not', tooLong: 'too long' },
    history: 'Versions', onlyShipped: 'A shipped article that was not changed yet.', state: { draft: 'draft', published: 'published', withdrawn: 'withdrawn' },
    aliases: 'Names', aliasesLead: 'What owners call a thing and what it is called here; the next question uses it.', canonical: 'Called here', variants: 'Called by owners (commas between)', save: 'Save', change: 'Change', shipped: 'shipped',
    training: 'Training', trainingLead: 'Tell the assistant what a sentence means; it is learned within a minute, and until then what was learned before answers.', sentence: 'What an owner says', intent: 'Intent', category: 'Category', urgency: 'Urgency', teach: 'Teach', takeBack: 'Take back', learned: (count: number) => `Learned: ${count} examples`, learning: 'New examples are being learned', nothingTaught: 'This brand has taught nothing yet',
    intents: { kb_question: 'Question of use', symptom: 'Symptom', fault_code: 'Fault code', booking: 'Booking', progress: 'Progress', rescue: 'Rescue', price: 'Price', policy: 'Policy', complaint: 'Complaint', human: 'A person', feedback: 'Feedback', chitchat: 'Small talk', out_of_scope: 'Something else' },
    curves: 'Curves of the thresholds', earCurve: 'Danger: threshold of the learned ear', answerCurve: 'Answers: threshold of certainty', recall: 'Recall', precision: 'Precision', perCategory: 'By category', now: 'now', threshold: 'Threshold',
  },
});
