import { useLanguage } from '@/i18n'
import { at } from './metric-names'

const STEPS: Record<string, readonly [en: string, zh: string]> = {
  charge: ['Charge', '费用'],
  quantity: ['Quantity', '数量'],
  counted: ['Counted', '计数'],
  count: ['Count', '计数'],
  band: ['Band', '档位'],
  band_from: ['From', '起点'],
  band_quantity: ['Quantity in the band', '档内数量'],
  price: ['Price', '单价'],
  points: ['Points', '得分'],
  base: ['Base', '基准值'],
  target: ['Target', '挑战值'],
  weight: ['Weight', '权重'],
  floor: ['Floor', '保底'],
  value: ['Value', '数值'],
  credit: ['Credit', '服务扣款'],
  credits: ['Credits', '服务扣款'],
  cap: ['Cap', '上限'],
  uncapped: ['Before the cap', '封顶前'],
  year_cap: ['Cap of the year', '全年上限'],
  year_given: ['Given in the year', '当年已扣'],
  year_left: ['Left of the year', '当年余额'],
  expected: ['Expected', '应计'],
  billed: ['Billed', '账单'],
  variance: ['Difference', '差额'],
  evidence: ['Evidence', '证据'],
  left_out: ['Left out', '剔除'],
  version: ['Version', '合同版本'],
  events: ['Events', '事件'],
  bonus: ['Bonus', '奖励'],
  bonus_share: ['Share of the bonus', '奖励比例'],
  reason: ['Reason', '原因'],
  why: ['Why', '原因'],
  allocation: ['Allocation', '分配比例'],
  at_risk: ['At risk', '风险金额'],
  depth: ['Depth', '未达深度'],
  reached: ['Reached', '达成比例'],
  n: ['Number', '样本数'],
  vendor_share: ['Vendor’s share', '供应商部分'],
  additional: ['Additional charge', '追加费用'],
  reduced: ['Reduced charge', '扣减费用'],
  base_charge: ['Base charge', '基础费用'],
  baseline: ['Baseline', '基线'],
  baseline_charge: ['Charge of the baseline', '基线费用'],
  take_or_pay: ['Least to be paid', '最低付款'],
  above: ['Price above', '超出单价'],
  below: ['Price below', '不足单价'],
  lower: ['Lower bound', '下界'],
  upper: ['Upper bound', '上界'],
  volume: ['Volume', '业务量'],
  forecast: ['Forecast', '预测'],
  gain: ['Gain', '节省'],
  score: ['Score', '得分'],
}

/** Names the steps of a derivation. */
export function useStepNames(): (code: string) => string {
  const place = at(useLanguage())
  return (code) => STEPS[code]?.[place] ?? code.replaceAll('_', ' ')
}

// the words of which the server's formulas are made; longer ones before those within them
const FORMULA: Record<string, string> = {
  'given in the year': '当年已扣',
  'cap of the year': '全年上限',
  "vendor's share": '供应商部分',
  'share at risk': '风险比例',
  'base charge': '基础费用',
  'base volume': '基线业务量',
  'dead band': '免调区间',
  additional: '追加费用',
  expected: '应计',
  billed: '账单',
  allocation: '分配比例',
  baseline: '基线',
  forecast: '预测',
  quantity: '数量',
  'at risk': '风险比例',
  reached: '达成比例',
  reduced: '扣减费用',
  actual: '实际',
  charge: '费用',
  volume: '业务量',
  target: '挑战值',
  weight: '权重',
  bonus: '奖励',
  depth: '未达深度',
  floor: '保底',
  lower: '下界',
  price: '单价',
  score: '得分',
  share: '比例',
  upper: '上界',
  value: '数值',
  base: '基准值',
  ' to ': ' 至 ',
}
const FORMULA_WORD = new RegExp(Object.keys(FORMULA).join('|'), 'g')

/** Says a formula with the words of the language on screen. */
export function useFormulas(): (formula: string) => string {
  const zh = useLanguage() === 'zh'
  return (formula) =>
    zh ? formula.replace(FORMULA_WORD, (word) => FORMULA[word] ?? word) : formula
}
