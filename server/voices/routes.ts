// Which verb does which operation on voices.
import { serve } from '#platform/routes';
import { api } from './api.ts';
import { hearVoices, renewVoiceHook, showVoiceHook } from './hook.ts';
import { judgeMyAnswer, myComplaints } from './own.ts';
import { applyVoices, checkVoices, listVoiceSheets, showVoiceSheet, undoVoices } from './sheets.ts';
import { listVoices, showVoice, voiceFigures } from './show.ts';
import { addVoice, judgeVoice, moveVoice } from './work.ts';

export const routes = serve(api, { myComplaints, judgeMyAnswer, listVoices, voiceFigures, showVoice, addVoice, judgeVoice, moveVoice, checkVoices, applyVoices, undoVoices, listVoiceSheets, showVoiceSheet, showVoiceHook, renewVoiceHook, hearVoices });
