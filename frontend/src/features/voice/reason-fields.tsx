import { Checkbox, NativeSelect, TagsInput, TextInput } from '@mantine/core'
import { wordsOf } from '@/parts/inputs/choices'
import { useReasonName } from './frame'
import { DRIVERS, GOAL_OF } from './owners'
import type { Reason, ReasonFields } from './queries'
import { useVoiceStrings } from './strings'

interface Props {
  fields: ReasonFields
  /** Reasons it can stand under. */
  above: readonly Reason[]
  /** What is wrong, by field. */
  wrong?: Readonly<Record<string, string>>
  onChange: (change: Partial<ReasonFields>) => void
}

/** What a reason is called, what lies behind it, and where it stands. */
export function ReasonInputs({ fields, above, wrong = {}, onChange }: Props) {
  const t = useVoiceStrings()
  const name = useReasonName()
  const text = (key: 'code' | 'name' | 'nameZh') => ({
    label: t(key),
    value: fields[key],
    error: wrong[key],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [key]: event.currentTarget.value }),
  })
  return (
    <>
      <TextInput {...text('name')} />
      <TextInput {...text('nameZh')} />
      <TextInput {...text('code')} />
      <NativeSelect
        label={t('driver')}
        description={t('serves', { goal: t(`goalShort.${GOAL_OF[fields.driver]}`) })}
        value={fields.driver}
        error={wrong.driver}
        onChange={(event) =>
          onChange({ driver: event.currentTarget.value as ReasonFields['driver'] })
        }
        data={wordsOf(DRIVERS, (driver) => t(`drivers.${driver}`))}
      />
      <NativeSelect
        label={t('under')}
        value={String(fields.parentId)}
        error={wrong.parentId}
        onChange={(event) => onChange({ parentId: Number(event.currentTarget.value) })}
        data={[
          { value: '0', label: t('top') },
          ...above.map((one) => ({ value: String(one.id), label: name(one) })),
        ]}
      />
    </>
  )
}

/** The words by which texts are filed under a reason, and whether it takes new ones. */
export function FilingInputs({ fields, wrong = {}, onChange }: Omit<Props, 'above'>) {
  const t = useVoiceStrings()
  const word = Object.keys(wrong).find((key) => key.startsWith('words'))
  return (
    <>
      <TagsInput
        label={t('terms')}
        description={t('termsText')}
        value={fields.words}
        error={word && wrong[word]}
        onChange={(words) => onChange({ words })}
        splitChars={[',', ';', '，', '；']}
        maxTags={40}
      />
      <Checkbox
        label={t('retire')}
        checked={fields.retired}
        onChange={(event) => onChange({ retired: event.currentTarget.checked })}
      />
    </>
  )
}
