import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core'
import { useFormat } from '@/format'
import { wordsOf } from '@/parts/inputs/choices'
import type { FormItem } from '../queries'
import { useItemText } from '../sheet'
import { useJudgedStrings } from '../strings'
import type { Line } from './sheet'
import { useFormStrings } from './strings'

const CLASSES = ['customer', 'business', 'compliance', 'non'] as const
const SECTIONS = ['behaviour', 'outcome'] as const

interface Props {
  item: FormItem
  lines: readonly Line[]
  /** It is in force, so that its name stays. */
  known: boolean
  /** The fields that the server refused. */
  wrong: readonly string[]
  onChange: (to: FormItem) => void
  onMove: (step: -1 | 1) => void
  onRemove: () => void
}

/** Everything that a person decides about an item. */
export function ItemFields({ item, lines, known, wrong, onChange, onMove, onRemove }: Props) {
  const t = useFormStrings()
  const change = (part: Partial<FormItem>) => onChange({ ...item, ...part })
  const error = useFinding(wrong)
  return (
    <Stack gap="sm">
      <TextInput
        label={t('question')}
        maxLength={500}
        required
        value={item.text}
        error={error('text')}
        onChange={({ currentTarget: { value } }) => change({ text: value })}
      />
      <TextInput
        label={t('questionZh')}
        maxLength={160}
        value={item.textZh}
        error={error('textZh')}
        onChange={({ currentTarget: { value } }) => change({ textZh: value })}
      />
      <Group gap="sm" align="flex-start">
        <NativeSelect
          label={t('criticality')}
          data={wordsOf(CLASSES, (word) => t(`classes.${word}`))}
          value={item.criticality}
          error={error('criticality')}
          onChange={({ currentTarget: { value } }) =>
            change({ criticality: value as FormItem['criticality'] })
          }
        />
        <NumberInput
          label={t('weight')}
          w={110}
          min={0}
          max={100}
          value={item.weight}
          error={error('weight')}
          onChange={(value) => change({ weight: Number(value) })}
        />
        <NumberInput
          label={t('best')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          description={t('bestText')}
          w={130}
          min={1}
          max={10}
          allowDecimal={false}
          value={item.best}
          error={error('best')}
          onChange={(value) => change({ best: Number(value) })}
        />
      </Group>
      <Checkbox
        label={t('fatal')}
        description={t('fatalText')}
        checked={item.fatal}
        error={error('fatal')}
        onChange={({ currentTarget: { checked } }) => change({ fatal: checked })}
      />
      <Condition item={item} lines={lines} wrong={wrong} onChange={onChange} />
      <Group gap="sm" align="flex-start">
        <NativeSelect
          label={t('belongs')}
          data={wordsOf(SECTIONS, (word) => t(`section.${word}`))}
          value={item.behaviour ? 'behaviour' : 'outcome'}
          onChange={({ currentTarget: { value } }) => change({ behaviour: value === 'behaviour' })}
        />
        <TextInput
          label={t('key')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          description={t('keyText')}
          maxLength={40}
          required
          disabled={known}
          value={item.key}
          error={error('key')}
          onChange={({ currentTarget: { value } }) => change({ key: value })}
        />
      </Group>
      <Group gap="xs">
        <Button variant="default" onClick={() => onMove(-1)}>
          {t('up')}
        </Button>
        <Button variant="default" onClick={() => onMove(1)}>
          {t('down')}
        </Button>
        <Button variant="subtle" color="red" onClick={onRemove}>
          {t('remove')}
        </Button>
      </Group>
    </Stack>
  )
}

type ConditionProps = Pick<Props, 'item' | 'lines' | 'wrong' | 'onChange'>

/** When the item is asked: always, or after one answer to an item before it. */
function Condition({ item, lines, wrong, onChange }: ConditionProps) {
  const t = useFormStrings()
  const judged = useJudgedStrings()
  const format = useFormat()
  const text = useItemText()
  const error = useFinding(wrong)
  const items = lines.map((one) => one.item)
  const before = items.slice(0, items.indexOf(item)).filter(({ key }) => key !== item.key)
  const { when } = item
  const on = before.find(({ key }) => key === when?.item)
  const options = before.map((one) => ({
    value: one.key,
    label: t('onlyIf', { item: text(one) || one.key }),
  }))
  if (when && !on) options.push({ value: when.item, label: t('gone') })
  const choose = (key: string) => {
    const { when: old, ...rest } = item
    onChange(key === '' ? rest : { ...rest, when: { item: key, grade: old?.grade ?? 1 } })
  }
  const grades = Array.from({ length: (on?.best ?? 1) + 1 }, (_, grade) => ({
    value: String(grade),
    label: on && on.best > 1 ? format.number(grade) : judged(grade === 1 ? 'yes' : 'no'),
  }))
  return (
    <Group gap="sm" align="flex-start">
      <NativeSelect
        label={t('asked')}
        data={[{ value: '', label: t('always') }, ...options]}
        value={when?.item ?? ''}
        error={error('when.item')}
        maw={360}
        onChange={({ currentTarget: { value } }) => choose(value)}
      />
      {when && (
        <NativeSelect
          label={t('answered')}
          data={grades}
          value={String(when.grade)}
          error={error('when.grade')}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...item, when: { ...when, grade: Number(value) } })
          }
        />
      )}
    </Group>
  )
}

type Field = Exclude<keyof FormItem, 'behaviour' | 'when'> | 'when.item' | 'when.grade'

/** What is said beside a field that was refused. */
function useFinding(wrong: readonly string[]): (field: Field) => string | undefined {
  const t = useFormStrings()
  return (field) => (wrong.includes(field) ? t(`finding.${field}`) : undefined)
}
