import { ActionIcon, Button, Checkbox, Fieldset, Group, Stack } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { DeleteIcon, Plus } from '@/design/icons'
import { NumberField } from '@/parts/inputs/numbers'
import { type AgreementValues, blankPause, type TemplateValues } from './agreement-values'
import { useSetupStrings } from './strings'

type Form = UseFormReturnType<AgreementValues>

/** Lunch and breaks of a shift template: how long, paid or not, and when at the earliest and latest. */
export function PauseFields(props: { form: Form; place: number; template: TemplateValues }) {
  const { form, place, template } = props
  const t = useSetupStrings()
  const lunch = `templates.${place}.lunch`
  const breaks = `templates.${place}.breaks`
  return (
    <Fieldset legend={t('pauses')}>
      <Stack gap="sm" align="flex-start">
        {template.lunch && (
          <PauseLine
            form={form}
            path={lunch}
            label={t('lunch')}
            onRemove={() => form.setFieldValue(lunch, null)}
          />
        )}
        {template.breaks.map((_, at) => (
          <PauseLine
            // biome-ignore lint/suspicious/noArrayIndexKey: breaks have no name but their place
            key={at}
            form={form}
            path={`${breaks}.${at}`}
            label={t('breakNumber', { number: at + 1 })}
            onRemove={() => form.removeListItem(breaks, at)}
          />
        ))}
        <Group gap="xs">
          {!template.lunch && (
            <AddButton
              label={t('addLunch')}
              onClick={() => form.setFieldValue(lunch, blankPause(30, false, 180, 300))}
            />
          )}
          <AddButton
            label={t('addBreak')}
            onClick={() => form.insertListItem(breaks, blankPause(15, true, 75, 180))}
          />
        </Group>
      </Stack>
    </Fieldset>
  )
}

interface LineProps {
  form: Form
  path: string
  label: string
  onRemove: () => void
}

function PauseLine({ form, path, label, onRemove }: LineProps) {
  const t = useSetupStrings()
  const field = { form, unit: 'minutes' as const, allowDecimal: false, w: 120 }
  return (
    <Group gap="sm" align="flex-end" role="group" aria-label={label}>
      <NumberField {...field} path={`${path}.minutes`} label={label} />
      <NumberField {...field} path={`${path}.earliestAfterMin`} label={t('earliestAfter')} />
      <NumberField {...field} path={`${path}.latestAfterMin`} label={t('latestAfter')} />
      <Checkbox
        label={t('paid')}
        mb={8}
        {...form.getInputProps(`${path}.paid`, { type: 'checkbox' })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={34}
        aria-label={t('removePause', { name: label })}
        onClick={onRemove}
      >
        <DeleteIcon size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<Plus size={14} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  )
}
