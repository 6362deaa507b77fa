// Words of the page on which a part is added or changed.
import type { origins } from '#api/parts';
import { defineWords } from '#kit/words.tsx';

export const partWords = defineWords({
  zh: {
    add: '新增备件', edit: '修改备件', lead: '保存后立即用于下单、领料和建议；每次修改都留有记录。', what: '件号与名称', code: '件号', name: '名称', nameEn: '英文名称', class: '类别', origin: '来源', origins: { originalPart: '原厂件', equalQualityPart: '质量相当件', remanufacturedPart: '再制造件', reusedPart: '回用件' } satisfies Record<(typeof origins)[number], string>,
    buying: '采购', supplier: '供应商', noSupplier: '未指定', cost: '采购价（元）', costHint: '不填则按售价推算；售价在价格表中维护', notMoney: '请填写金额，例如 128.50', lot: '最小起订量', shelfLife: '保质期（天）', endedOn: '停产日期', endedHint: '之后十年仍有供应义务',
    fit: '适用车型', allModels: '不限车型', someModels: '只用于所选车型', builtFrom: '生产日期自', builtTo: '生产日期至', side: '左右', sides: { none: '不分', left: '左', right: '右' }, pair: '另一侧件号', colour: '颜色',
    minded: '装车时注意', coded: '装车后须软件匹配', serials: '按序列号管理', core: '旧件返还', danger: '危险品', un: 'UN 编号', unHint: '例如 UN3480', packing: '包装要求', soc: '运输电量上限（%）',
    kit: '套件内容', kitLead: '填写后此件号是套件：货架上按组成件管理。', quantity: '数量', more: '再加一件', remove: '移除', save: '保存', back: '返回', saved: '已保存', otherDraft: '这是尚未保存的内容。', discard: '放弃修改', both: (field: string, theirs: string, mine: string) => `别人刚刚把“${field}”改为 ${theirs}，您写的是 ${mine}`, mine: '用我的', theirs: '用对方的',
    names: { code: '件号', name: '名称', nameEn: '英文名称', class: '类别', origin: '来源', supplierId: '供应商', cost: '采购价', lot: '最小起订量', shelfLifeDays: '保质期', endedOn: '停产日期', all: '适用车型', modelIds: '适用车型', builtFrom: '生产日期自', builtTo: '生产日期至', side: '左右', pairCode: '另一侧件号', colour: '颜色', softwareCoded: '软件匹配', serialised: '序列号管理', coreReturn: '旧件返还', unNumber: 'UN 编号', packing: '包装要求', socMaxPct: '运输电量上限', kit: '套件内容' },
  },
  en: {
    add: 'Add a part', edit: 'Change the part', lead: 'It counts at once for orders, picking and advice; every change is kept.', what: 'Number and name', code: 'Number', name: 'Name', nameEn: 'English name', class: 'Class', origin: 'Origin', origins: { originalPart: 'Original', equalQualityPart: 'Equal quality', remanufacturedPart: 'Remanufactured', reusedPart: 'Reused' },
    buying: 'Buying', supplier: 'Supplier', noSupplier: 'Not named', cost: 'Costs (yuan)', costHint: 'Empty: reckoned from the selling price, which stands in the price list', notMoney: 'An amount, as 128.50', lot: 'Minimum lot', shelfLife: 'Shelf life (days)', endedOn: 'Production ended on', endedHint: 'Parts are owed for ten years from then',
    fit: 'Fits', allModels: 'Every model', someModels: 'Only the chosen models', builtFrom: 'Built from', builtTo: 'Built until', side: 'Side', sides: { none: 'Neither', left: 'Left', right: 'Right' }, pair: 'Number of the other side', colour: 'Colour',
    minded: 'When it is fitted', coded: 'Coded to the car by software', serials: 'Kept by serial number', core: 'Old part goes back', danger: 'Dangerous goods', un: 'UN number', unHint: 'As UN3480', packing: 'Packing', soc: 'Most charge on the way (%)',
    kit: 'In the kit', kitLead: 'With pieces the number is a kit: on the shelf it is its pieces.', quantity: 'Quantity', more: 'One more piece', remove: 'Remove', save: 'Save', back: 'Back', saved: 'Saved', otherDraft: 'This has not been saved yet.', discard: 'Discard the changes', both: (field, theirs, mine) => `Somebody just set “${field}” to ${theirs}; you wrote ${mine}`, mine: 'Keep mine', theirs: 'Take theirs',
    names: { code: 'Number', name: 'Name', nameEn: 'English name', class: 'Class', origin: 'Origin', supplierId: 'Supplier', cost: 'Costs', lot: 'Minimum lot', shelfLifeDays: 'Shelf life', endedOn: 'Production ended on', all: 'Fits', modelIds: 'Fits', builtFrom: 'Built from', builtTo: 'Built until', side: 'Side', pairCode: 'Number of the other side', colour: 'Colour', softwareCoded: 'Coded by software', serialised: 'Kept by serial number', coreReturn: 'Old part goes back', unNumber: 'UN number', packing: 'Packing', socMaxPct: 'Most charge on the way', kit: 'In the kit' },
  },
});
