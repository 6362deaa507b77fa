export const bench = async (): Promise<string> => "";
