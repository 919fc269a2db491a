import { useFormat } from '@/format'
import { lineText } from '../sentences'
import { isDecimal } from './exact'
import { Exact, type Rule } from './inputs'
import { useDraftStrings } from './strings'

interface Props {
  path: string
  label: string
  rule?: Rule
  value: string
  onChange: (value: string) => void
}

/** A line of a level in the unit of its measure, with how it reads. */
export function Line(props: Props) {
  const t = useDraftStrings()
  const format = useFormat()
  const { value } = props
  const hint = isDecimal(value) ? t('readsAs', { value: lineText(format, value) }) : undefined
  return <Exact {...props} hint={hint} />
}
