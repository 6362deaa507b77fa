// Operation → verb.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { answerCommand, approveCommand, askCommand, listCommands, myCommands, withdrawCommand } from './ask-command.ts';

export const routes = serve(api, { askCommand, listCommands, approveCommand, withdrawCommand, myCommands, answerCommand });
