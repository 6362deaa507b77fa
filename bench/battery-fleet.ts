export async function bench(): Promise<string> { return ''; }
