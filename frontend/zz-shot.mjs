import { startBrowser, openWindow, signIn, visit } from '/tmp/wt/terms/frontend/e2e/harness.mjs'
import { readFileSync } from 'node:fs'
const out = readFileSync('/tmp/wt/terms.demo','utf8')
const url=/listening on (http:\/\/\S+)/.exec(out)[1], password=/password:\s+(\S+)/.exec(out)[1]
const browser=await startBrowser()
const [,, path, name, role='administrator', ...looks]=process.argv
const want = looks.length?looks:['en','zh','phone']
for (const l of want) {
  const o={url, language:l==='zh'?'zh':'en', theme:l==='zh'?'dark':'light', phone:l==='phone'}
  const {context,page,trouble}=await openWindow(browser,o)
  await signIn(context,{url,password},role)
  await visit(page,path)
  await page.screenshot({path:`/tmp/lead/shots/terms-${name}-${l}.png`, fullPage:l!=='en'})
  const wide=await page.evaluate(()=>[document.documentElement.scrollWidth,window.innerWidth])
  console.log(l,wide,trouble)
  await context.close()
}
await browser.close()
