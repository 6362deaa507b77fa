// Words of bringing sheets.
import { defineWords } from '#kit/words.tsx';

export const words = defineWords({
  zh: {
    title: '从 Excel 导入', lead: '先试运行：逐行检查，不写入任何数据。确认后再导入，导入后可以撤销。支持 .xlsx 和 UTF-8 / GBK 的 CSV；编号请设为文本格式，前导零会保留。', kind: '导入什么', kinds: { staff: '员工', certificates: '证书', tools: '专用工具' }, file: '选择文件', columns: (names: string) => `表头：${names}`, check: '试运行', checking: '正在检查', line: '行', good: (count: number) => `${count} 行可导入`, bad: (count: number) => `${count} 行有问题`, apply: (count: number) => `导入 ${count} 行`, undo: '撤销导入', made: (count: number) => `已导入 ${count} 行`, undone: '已撤销', earlier: '最近的导入', none: '还没有导入过',
    states: { checked: '已试运行', applied: '已导入', undone: '已撤销' }, faults: { missing: '必填', notADate: '不是日期', notAKind: '不认识的种类', notARole: '不认识的角色', notABrand: '网点不服务这个品牌', notALevel: '级别应为一级、二级或三级', nobody: '网点没有这位技师', several: '有重名，请填用户名', digitsLost: '数字位数过多，Excel 已丢失末位，请改为文本格式', tooLong: '太长', twice: '表内重复', refused: '未通过' },
    heads: { staff: '姓名、用户名、角色、品牌', certificates: '技师、证书、编号、生效日期、到期日期、复审日期、发证机关、级别、适用系统、适用车型、品牌', tools: '名称、种类、编号、校准日期、校准有效至、校准证书编号' },
  },
  en: {
    title: 'Import from Excel', lead: 'First a dry run: every row is looked at, nothing is written. Then bring it in; it can be undone. Takes .xlsx, and CSV in UTF-8 or GBK; keep numbers as text so that leading zeros stay.', kind: 'What', kinds: { staff: 'Staff', certificates: 'Certificates', tools: 'Special tools' }, file: 'Choose a file', columns: (names: string) => `Headers: ${names}`, check: 'Dry run', checking: 'Looking', line: 'Row', good: (count: number) => `${count} rows can be brought in`, bad: (count: number) => `${count} rows have faults`, apply: (count: number) => `Bring in ${count} rows`, undo: 'Undo', made: (count: number) => `${count} rows brought in`, undone: 'undone', earlier: 'Earlier imports', none: 'Nothing was imported yet',
    states: { checked: 'dry run', applied: 'brought in', undone: 'undone' }, faults: { missing: 'needed', notADate: 'not a date', notAKind: 'unknown kind', notARole: 'unknown role', notABrand: 'a brand that the outlet does not serve', notALevel: 'the level is 一级, 二级 or 三级', nobody: 'no such technician here', several: 'several have this name; give the user name', digitsLost: 'too many digits: Excel lost the last ones; make the cell text', tooLong: 'too long', twice: 'twice in the sheet', refused: 'refused' },
    heads: { staff: '姓名 (name), 用户名 (user name), 角色 (role), 品牌 (brand)', certificates: '技师 (technician), 证书 (certificate), 编号 (number), 生效日期 (from), 到期日期 (to), 复审日期 (review due), 发证机关 (issuer), 级别 (level), 适用系统 (systems), 适用车型 (models), 品牌 (brand)', tools: '名称 (name), 种类 (kind), 编号 (number), 校准日期 (calibrated on), 校准有效至 (calibrated until), 校准证书编号 (certificate number)' },
  },
});
