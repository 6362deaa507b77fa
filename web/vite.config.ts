// Builds the faces: start page, owner's app, console, technician's phone. A contract is cut down to method and path on its way into a page,
// so that schemas and their library stay on the server.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const web = import.meta.dirname;

function slimContracts(): Plugin {
  return {
    name: 'slim-contracts',
    enforce: 'pre',
    async load(id) {
      if (!/\/server\/[a-z]+\/api\.ts$/.test(id)) return undefined;
      const contract = (await import(pathToFileURL(id).href)) as Record<string, unknown>;
      const api = Object.fromEntries(Object.entries(contract['api'] as Record<string, { method: string; path: string; raw?: true }>)
        .map(([name, { method, path, raw }]) => [name, raw === true ? { method, path, raw } : { method, path }]));
      const lists = Object.entries(contract).filter(([, value]) => Array.isArray(value));
      return [`export const api = ${JSON.stringify(api)};`, ...lists.map(([name, list]) => `export const ${name} = ${JSON.stringify(list)};`)].join('\n');
    },
  };
}

const ofThePhone = (modules: readonly string[]): boolean => modules.some((id) => /\/web\/technician\//.test(id));
const ofTheDesk = (modules: readonly string[]): boolean => modules.some((id) => /\/web\/(console|start)\//.test(id));

export default defineConfig({
  root: web,
  plugins: [
    slimContracts(), react(),
    VitePWA({
      registerType: 'autoUpdate', injectRegister: false, scope: '/owner', base: '/', filename: 'owner-worker.js', manifest: false,
      workbox: { globPatterns: ['owner/index.html', 'icon.svg', 'assets/*.{js,css}'], globIgnores: ['assets/{SignalChart,charts,install,Diagnosis}*'], navigateFallback: '/owner/index.html', navigateFallbackAllowlist: [/^\/owner(\/|$)/] },
    }),
    // a worker of its own: the phone of a technician opens in a basement too
    VitePWA({
      registerType: 'autoUpdate', injectRegister: false, scope: '/technician', base: '/', filename: 'technician-worker.js', manifest: false,
      workbox: { globPatterns: ['technician/index.html', 'icon.svg', 'assets/*.{js,css}', 'assets/phone/*.{js,css}'], globIgnores: ['assets/{SignalChart,charts,install,Diagnosis,owner,Book,CasePage,Me,Home,History,Prices,Report}*'], navigateFallback: '/technician/index.html', navigateFallbackAllowlist: [/^\/technician(\/|$)/] },
    }),
  ],
  build: {
    outDir: join(web, 'dist'), emptyOutDir: true, target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: { start: join(web, 'index.html'), owner: join(web, 'owner/index.html'), console: join(web, 'console/index.html'), technician: join(web, 'technician/index.html') },
      // what only the desk loads lies apart, so that an owner's phone does not keep it for days without a network
      output: {
        chunkFileNames: ({ moduleIds }) => `assets/${ofTheDesk(moduleIds) ? 'desk/' : ofThePhone(moduleIds) ? 'phone/' : ''}[name]-[hash].js`, entryFileNames: ({ name }) => `assets/${name === 'owner' ? '' : name === 'technician' ? 'phone/' : 'desk/'}[name]-[hash].js`,
        assetFileNames: ({ names }) => `assets/${names.some((name) => /^(console|start)/.test(name)) ? 'desk/' : names.some((name) => name.startsWith('technician')) ? 'phone/' : ''}[name]-[hash][extname]`,
      },
    },
  },
});
