import { useLanguage } from '@/i18n'

// Why a metric has no value, whom it may not be shown for and why contacts left a count
// are sentences of the server's library; these are the same in Chinese. A test of package
// vendors fails where the library says something that is not here.
const ZH: Readonly<Record<string, string>> = {
  'no behaviour was due in what was inspected': '抽检的接触中没有应有的行为项',
  'no contact needed authority': '没有需要授权的接触',
  'no contact stayed resolved': '没有保持解决的接触',
  'no contact was answered': '没有接通的接触',
  'no contact was handled': '没有处理过接触',
  'no contact was handled whose window has passed': '没有观察期已满的接触',
  'no contact was inspected': '没有抽检接触',
  'no contact was offered': '没有呼入的接触',
  'no contact was offered that this definition counts': '没有计入此口径的接触',
  'no customer was served': '没有服务过客户',
  'no key complaint is old enough to have had its three days': '没有满三日的重点投诉',
  'no reply of another department fell due': '没有到期的部门答复',
  'no survey was sent': '没有发出调查',
  'no ticket is old enough to have had its day': '没有满一日的工单',
  'no ticket is old enough to have had its half hour': '没有满半小时的工单',
  'no ticket is old enough to have had its two days': '没有满两日的工单',
  'no ticket that says who asked is old enough to have had its time':
    '没有写明客户且观察期已满的工单',
  'no ticket was closed': '没有办结的工单',
  'nobody answered the survey': '没有人回答调查',
  'nobody answered whether it was resolved': '没有人回答是否解决',
  'nobody began who has had ninety days': '没有入职已满 90 天的人',
  'nobody rated a whole journey': '没有人评价整个旅程',
  'nobody used the product': '没有人使用该产品',
  'nobody waited longer than the threshold': '没有等待超过阈值的客户',
  'nobody was employed': '没有在职人员',
  'nobody was rostered': '没有排班人员',
  'nothing was committed': '没有承诺',
  'nothing was ordered': '没有订单',
  'the platform was in service in no minute': '平台没有在用的分钟',
  'the platform was in service on no day': '平台没有在用的日期',
  "a commitment is the vendor's": '承诺由供应商整体作出',
  'a customer leaves a company, not a person': '客户离开的是公司，而不是某个人',
  'a platform serves a programme': '平台为整个项目服务',
  'it counts people, of whom one is too few': '按人数计算，一人太少',
  'the clock runs against a department': '时限针对部门，而不是个人',
  'what a contact costs is decided by staffing and contract, not by who answers it':
    '单次成本由人力配置和合同决定，而不由接听人决定',
  'volume beyond the lock': '来电量超出锁定预测',
  'handle time beyond the lock': '处理时长超出锁定预测',
  'beyond the lock, but the committed hours were not delivered': '超出锁定预测，但承诺工时未交付',
  'products cause contacts; who answers them does not': '接触由产品引起，而不由接听人引起',
  "less than half of it is in one person's hands, customers who left no longer call, and a result that drives results is evaded; behaviour is scored instead":
    '个人能影响的不到一半，已流失的客户不再来电，而且结果一旦用于考核就会被规避，因此改为考核行为',
}

/** Says a sentence of the library in the language on screen. */
export function useSentences(): (sentence: string) => string {
  const zh = useLanguage() === 'zh'
  return (sentence) => (zh ? (ZH[sentence] ?? sentence) : sentence)
}
