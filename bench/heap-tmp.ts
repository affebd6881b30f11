
import { emitAll, targets } from "../src/targets/emit.js";
import { lint } from "../src/rules/lint.js";
import { buildPlan } from "../src/plan/plan.js";
import { readSpec } from "../src/language/read.js";
export function run() { return (text: string) => {
 const h=(n: string, t: number)=>{const w=performance.now()-t; (globalThis as any).gc(); (globalThis as any).gc(); const m=process.memoryUsage(); console.log(n.padEnd(10), w.toFixed(0)+" ms", "heap "+(m.heapUsed/1e6).toFixed(0)+" MB", "rss "+(m.rss/1e6).toFixed(0));};
 let t=performance.now(); h("start",t);
 const source={name:"tuning.yaml",text};
 t=performance.now(); const r=readSpec(source,{readInclude:(n:string)=>{throw new Error(n)},targets}); h("read",t);
 t=performance.now(); const p=buildPlan(r.spec!,source.name); h("plan",t);
 t=performance.now(); const f=lint(p.plan,r.spec!); h("lint "+f.length,t);
 t=performance.now(); const o=emitAll(p.plan); h("emit "+o.length,t);
 console.log("chars", o.reduce((a,x)=>a+x.text.length,0)/1e6);
 return [r,p,f,o];
};}