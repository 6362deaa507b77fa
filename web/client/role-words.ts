// What the roles of staff are called.
import { defineWords } from '#kit/words.tsx';

export const roleWords = defineWords({
  zh: { agent: '热线坐席', adviser: '服务顾问', technician: '技师', dispatcher: '调度员', partsPlanner: '备件计划员', storeKeeper: '仓库管理员', warrantyOfficer: '索赔专员', cashier: '收银员', serviceManager: '服务经理', regionalManager: '区域经理', allianceOfficer: '联盟专员', auditor: '审计员', administrator: '系统管理员' },
  en: { agent: 'Hotline agent', adviser: 'Service adviser', technician: 'Technician', dispatcher: 'Dispatcher', partsPlanner: 'Parts planner', storeKeeper: 'Store keeper', warrantyOfficer: 'Warranty officer', cashier: 'Cashier', serviceManager: 'Service manager', regionalManager: 'Regional manager', allianceOfficer: 'Alliance officer', auditor: 'Auditor', administrator: 'Administrator' },
});
