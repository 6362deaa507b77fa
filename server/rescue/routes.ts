// Operations of rescue on their verbs.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { requestRescue, startRescue, startRescueOfCar } from './begin-rescue.ts';
import { sayRescueDelay, showRescueJob, tellRescueJob } from './contractor-link.ts';
import { addContractor, addHandOverPoint, addQuarantinePlace, changeContractor, listContractors, listHandOverPoints } from './resources.ts';
import {
  answerMyScript, answerScript, arrangeOnward, askContractor, askOnward, cancelMyRescue, cancelRescue, chooseDestination, decidePayer, listDestinations, listRescueContractors, noteTrafficRescue, recordLeg, setHandOver, setRescuePlace,
} from './run-mission.ts';
import { listRescues, myRescues, showRescue } from './show-rescues.ts';

export const routes = serve(api, {
  requestRescue, myRescues, answerMyScript, askOnward, cancelMyRescue, listRescues, showRescue, startRescue, startRescueOfCar, answerScript, setRescuePlace, setHandOver, noteTrafficRescue, listRescueContractors, askContractor, recordLeg, listDestinations, chooseDestination, arrangeOnward, decidePayer,
  cancelRescue, showRescueJob, tellRescueJob, sayRescueDelay, listContractors, addContractor, changeContractor, listHandOverPoints, addHandOverPoint, addQuarantinePlace,
});
