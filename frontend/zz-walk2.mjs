import { startBrowser, openWindow, signIn, visit, settled } from './e2e/harness.mjs'
import { readFileSync } from 'node:fs'
const out = readFileSync('/tmp/wt/terms.demo','utf8')
const url=/listening on (http:\/\/\S+)/.exec(out)[1], password=/password:\s+(\S+)/.exec(out)[1]
const browser=await startBrowser()
for (const zh of [false,true]) {
const shot=(page,n)=>page.screenshot({path:`/tmp/lead/shots/terms-${n}-${zh?'zh':'en'}.png`})
const {context,page,trouble}=await openWindow(browser,{url, language:zh?'zh':'en', theme:zh?'dark':'light'})
await signIn(context,{url,password},'administrator')
try {
const ps=(await (await context.request.get(url+'/api/v1/programmes')).json()).items
let found=null
for (const p of ps) { const inv=(await (await context.request.get(`${url}/api/v1/programmes/${p.id}/invoices`)).json()).items; if(inv?.length){ found=[p,inv]; console.log(p.name, inv.map(i=>`${i.id} ${i.month} ${i.number}`).join('; ')); break } }
if (found) {
 const [p,inv]=found; const one=inv[0]
 await visit(page,`/vendors/money?programme=${p.id}&month=${one.month}&invoice=${one.id}`)
 const b=page.getByRole('button',{name:zh?'重新核对':'Check it again'}); await b.click(); await settled(page); await page.waitForTimeout(800); await b.scrollIntoViewIfNeeded(); await shot(page,'rerun')
}
await visit(page,'/vendors/voice')
const work=page.getByRole('button',{name:zh?/处理/:/Work on it/}).first()
if (await work.count()) { await work.click(); await settled(page); await page.waitForTimeout(500); await shot(page,'topic') } else console.log('no topics')
} catch(e){ console.log('ERR',e.message.slice(0,400)); await shot(page,'walk2-err') }
console.log(trouble)
await context.close() }
await browser.close()
