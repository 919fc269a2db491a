import { i18n, type Language, useLanguage } from '@/i18n'

// The library of metrics is data of the server, which tells codes; these are their
// names on screen. A code that is not here is shown as it is.
const METRICS: Record<string, readonly [en: string, zh: string]> = {
  service_level_offered: ['Service level, of all offered', '服务水平(占全部呼入)'],
  service_level_abandoned_within_answered: [
    'Service level, given up in time counts as answered',
    '服务水平(时限内放弃计为接通)',
  ],
  service_level_answered: ['Service level, of answered', '服务水平(占接通)'],
  service_level_abandoned_within_removed: [
    'Service level, given up in time removed',
    '服务水平(剔除时限内放弃)',
  ],
  service_level_short_answered: [
    'Service level, short abandons as answered',
    '服务水平(短放弃计为接通)',
  ],
  service_level_short_removed: ['Service level, short abandons removed', '服务水平(剔除短放弃)'],
  answered_30s: ['Answered in 30 seconds', '30 秒接通率'],
  answer_rate: ['Answer rate', '接通率'],
  abandoned: ['Abandonment', '放弃率'],
  abandoned_without_short: ['Abandonment without short ones', '放弃率(不含短放弃)'],
  speed_of_answer: ['Mean speed of answer', '平均应答速度'],
  late_wait: ['Mean wait of the late', '超时者平均等待'],
  handle_time: ['Handle time', '平均处理时长'],
  ticket_response_30m: ['Tickets answered in 30 minutes', '工单 30 分钟响应率'],
  ticket_closed_24h: ['Tickets closed in 24 hours', '工单 24 小时办结率'],
  ticket_closed_48h: ['Tickets closed in 48 hours', '工单 48 小时办结率'],
  complaint_called_back_3d: ['Key complaints called back in 3 days', '重点投诉 3 日回访率'],
  ticket_repeat_2h: ['Ticket raised again within 2 hours', '2小时内重复工单率'],
  ticket_repeat_7d: ['Ticket raised again within 7 days', '7天内重复工单率'],
  ticket_reopened: ['Tickets opened again', '工单重开率'],
  ticket_raised: ['Tickets raised', '工单产生率'],
  repeat_2h: ['Repeats in 2 hours', '2 小时重复来电率'],
  repeat_7d: ['Repeats in 7 days', '7 天重复来电率'],
  resolved_7d: ['Resolved, no repeat in 7 days', '7 天无重复解决率'],
  resolved_asked: ['Resolved, by asking', '回访解决率'],
  silent_churn: ['Silent churn', '沉默流失率'],
  accuracy_customer: ['Accuracy: customer-critical', '客户致命差错准确率'],
  accuracy_business: ['Accuracy: business-critical', '业务致命差错准确率'],
  accuracy_compliance: ['Accuracy: compliance-critical', '合规致命差错准确率'],
  accuracy_knowledge: ['Accuracy: knowledge', '知识准确率'],
  behaviour: ['Behaviour', '行为达成率'],
  satisfaction_top: ['Satisfied', '满意率'],
  satisfaction_mean: ['Satisfaction, mean', '满意度均值'],
  net_promoter: ['Net promoter score', '净推荐值'],
  effort: ['Customer effort', '客户费力度'],
  effort_ease: ['Ease', '客户轻松度'],
  survey_response: ['Survey response', '调查应答率'],
  journey_satisfied: ['Journeys satisfied', '旅程满意率'],
  compensation_per_1000: ['Compensation per 1,000 contacts', '千次服务赔付'],
  cost_per_resolved: ['Cost of a resolved contact', '单次解决成本'],
  solved_at_first_authority: ['Solved at first authority', '首层授权解决率'],
  complaints_per_10000: ['Complaints per 10,000 contacts', '万次服务投诉量'],
  attrition: ['Attrition, a year', '年化流失率'],
  attrition_early: ['Attrition in 90 days', '90 天流失率'],
  absence: ['Absence', '缺勤率'],
  delivered: ['Hours delivered of committed', '承诺工时交付率'],
  delivered_by_interval: ['Hours delivered, interval by interval', '逐时段交付率'],
  intervals_delivered: ['Intervals delivered', '时段达标率'],
  contacts_per_1000_orders: ['Contacts per 1,000 orders', '千单来电量'],
  product_contact_rate: ['Contacts per 1,000 users', '千户来电量'],
  reply_in_time: ['Departments’ replies in time', '部门按时答复率'],
  downtime_minutes: ['Downtime, minutes a year', '年停机分钟'],
  availability: ['Platform availability', '平台可用率'],
}

// what is refused about a metric calls it so too
for (const [place, language] of ['en', 'zh'].entries()) {
  const values = Object.fromEntries(
    Object.entries(METRICS).map(([code, names]) => [code, names[place]]),
  )
  i18n.addResourceBundle(language, 'refusals', { values }, true, true)
}

/** The codes of the library, in its order. */
export const METRIC_CODES: readonly string[] = Object.keys(METRICS)

/** Words for codes of the server, by language. */
export const at = (language: Language): 0 | 1 => (language === 'zh' ? 1 : 0)

/** Names metrics in the language on screen; a formula's version is left out. */
export function useMetricNames(): (code: string) => string {
  const place = at(useLanguage())
  return (code) => METRICS[code.replace(/[@/]\d+$/, '').replace(/ v\d+$/, '')]?.[place] ?? code
}

const REASONS: Record<string, readonly [string, string]> = {
  rate_version: ['price of another version', '非本期合同单价'],
  band: ['price of another band', '档位错误'],
  rounding: ['rounded otherwise', '取整不符'],
  arithmetic: ['quantity × price is another amount', '乘积不符'],
  duplicate: ['billed before', '重复计费'],
  no_evidence: ['nothing happened that it stands for', '无对应记录'],
  quantity: ['another quantity', '数量不符'],
  overlap: ['one person for two at once', '同人同时段重叠'],
  off_roster: ['off the roster', '不在排班内'],
  uncertified: ['not certified', '未持证'],
  outside_hours: ['outside approved hours', '超出批准时段'],
  training_as_productive: ['training as productive time', '培训计入产出'],
  short_contact: ['short contact', '过短通话'],
  repeat_in_window: ['repeat in the window', '窗口内重复'],
  split_contact: ['split contact', '拆分通话'],
  overtime_not_approved: ['overtime not approved', '未批准加班'],
  commitment_misapplied: ['commitment misapplied', '承诺条款误用'],
  credit_missing: ['credit is missing', '缺少扣款'],
  tax_fx: ['tax or exchange rate', '税率或汇率'],
}

/** Names why a line is not what was expected. */
export function useReasonNames(): (code: string) => string {
  const place = at(useLanguage())
  return (code) => REASONS[code]?.[place] ?? code
}
