// A deed on a work order: its answer is the page's next version.
import { useAct } from '#client/ask';

type Deed = 'saveEstimate' | 'overridePrice' | 'sendEstimate' | 'approveGoodwill' | 'recordAnswer' | 'recordDiagnosis' | 'startWork' | 'stopWork' | 'recordLockOut' | 'releaseLockOut' | 'finishWork' | 'inspect' | 'acceptHandOver' | 'recordTool' | 'recordCoding' | 'askExpert' | 'addLinePhotos' | 'recordTestDrive' | 'movePromise' | 'holdWork' | 'cancelWork' | 'handBack' | 'orderParts' | 'receiveOrderedParts' | 'recordPartsAnswer' | 'letCarHome' | 'takeCarBack';
export const useWork = <Name extends Deed>(name: Name) => useAct(name, (input) => ['showWorkOrder', { workOrderId: input.workOrderId }]);
