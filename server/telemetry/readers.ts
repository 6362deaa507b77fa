// The names under which telemetry reads the vehicle stream: readings and states first, the history behind them.
export const reader = 'telemetry';
export const historyReader = 'history';
