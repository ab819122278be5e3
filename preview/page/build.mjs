// Bundles the page into dist/main.js and dist/main.css (timeline and map need the style sheet).
import { build } from 'esbuild';

const files = { '.svg': 'dataurl', '.png': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl' };

await build({
    entryPoints: ['src/main.jsx'],
    outdir: 'dist',
    bundle: true,
    minify: true,
    format: 'iife',
    jsx: 'automatic',
    platform: 'browser',
    target: 'es2022',
    mainFields: ['module', 'browser', 'main'],
    define: { 'process.env.NODE_ENV': '"production"', global: 'window', __DEV__: 'false' },
    loader: files,
    logLevel: 'warning',
});
