// Dispatch brings the right person, vehicle and part to the car: home visits, cars fetched and brought back, rescue on the
// road. The day is planned by the solver, explained job by job, and planned again as it breaks; owners are told one honest time.
// Whoever needs somebody to drive opens a job here and hears of it by facts.
export { api } from './api.ts';
export { routes } from './routes.ts';
export { callOff, openJob, type NewJob } from './open-job.ts';
export { jobArrived, jobCancelled, jobCarried, jobDeparted, jobFailed, jobFinished, jobOpened, jobStarted, jobTimed, moves as jobMoves, type Job, type JobKind, type JobState } from './job.ts';
export { jobById, jobsOfCase } from './job-store.ts';
export { planDays } from './plan-day.ts';
export { finishHomeOrder, leaveHomeOrder, openHomeOrder } from './home-order.ts';
export { followRescue, tellRescue, timeRescues } from './for-rescue.ts';
export { proposeAfterFailure, proposeForEmergency } from './disturb.ts';
