import {
  ActionIcon,
  Button,
  Checkbox,
  Fieldset,
  Group,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { DeleteIcon, Plus } from '@/design/icons'
import { useFormat } from '@/format'
import { NumberField, ratio } from '@/parts/inputs/numbers'
import { blankCategory, type CategoryValues, lostTo } from './category-values'
import type { QueueValues } from './queue-values'
import { useSetupStrings } from './strings'

type Form = UseFormReturnType<QueueValues>
const LIST = 'goal.shrinkage'

/** Shrinkage as two shares, or by category with what they come to. */
export function CategoryFields({ form }: { form: Form }) {
  const t = useSetupStrings()
  const { shrinkage } = form.values.goal
  return (
    <Fieldset legend={t('lost.title')} mt="md">
      <Stack gap="sm" align="flex-start">
        {shrinkage.length === 0 ? <TwoShares form={form} /> : <Categories form={form} />}
        <Button
          variant="default"
          size="xs"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() =>
            shrinkage.length === 0
              ? toCategories(form, t('lost.absence'), t('lost.office'))
              : form.insertListItem(LIST, blankCategory())
          }
        >
          {t(shrinkage.length === 0 ? 'lost.byCategory' : 'lost.add')}
        </Button>
      </Stack>
    </Fieldset>
  )
}

/** Goes over from the two shares to categories that say the same. */
function toCategories(form: Form, absence: string, office: string) {
  const { inOfficeShrinkage, outOfOfficeShrinkage } = form.values.goal
  const same: CategoryValues[] = [
    { ...blankCategory(), name: absence, share: outOfOfficeShrinkage },
    { ...blankCategory(), name: office, share: inOfficeShrinkage, inOffice: true },
  ]
  form.setFieldValue(LIST, same)
  form.setFieldValue('goal.inOfficeShrinkage', 0)
  form.setFieldValue('goal.outOfOfficeShrinkage', 0)
}

function TwoShares({ form }: { form: Form }) {
  const t = useSetupStrings()
  const percent = { form, unit: 'percent' as const, max: 100, decimalScale: 2 }
  return (
    <Group gap="sm" grow w="100%">
      <NumberField {...percent} path="goal.inOfficeShrinkage" label={t('goal.inOffice')} />
      <NumberField {...percent} path="goal.outOfOfficeShrinkage" label={t('goal.outOfOffice')} />
    </Group>
  )
}

function Categories({ form }: { form: Form }) {
  const t = useSetupStrings()
  const format = useFormat()
  const list = form.values.goal.shrinkage
  const { inside, outside, all, rostered } = lostTo(
    list.map((one) => ({ ...one, share: ratio(one.share) ?? 0 })),
  )
  const impossible = inside >= 1 || outside >= 1
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('lost.hint')}
      </Text>
      {list.map((_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a category being written has no name yet
        <Line key={line} form={form} line={line} />
      ))}
      <Text size="sm" c={impossible ? 'red' : undefined} aria-live="polite">
        {impossible
          ? t('lost.tooMuch')
          : t('lost.total', {
              all: format.percent(all, 1),
              inside: format.percent(inside, 1),
              outside: format.percent(outside, 1),
              rostered: format.percent(rostered, 1),
            })}
      </Text>
    </>
  )
}

function Line({ form, line }: { form: Form; line: number }) {
  const t = useSetupStrings()
  const at = `${LIST}.${line}`
  const name = form.values.goal.shrinkage[line]?.name || t('lost.number', { number: line + 1 })
  return (
    <Stack gap={6} w="100%" role="group" aria-label={name}>
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <TextInput
          aria-label={t('lost.name')}
          placeholder={t('lost.name')}
          flex={1}
          {...form.getInputProps(`${at}.name`)}
        />
        <NumberField
          form={form}
          path={`${at}.share`}
          unit="percent"
          max={99}
          decimalScale={2}
          w={110}
          aria-label={t('lost.share')}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={t('lost.remove', { name })}
          onClick={() => form.removeListItem(LIST, line)}
        >
          <DeleteIcon size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <Group gap="md">
        <Checkbox
          label={t('lost.inOffice')}
          {...form.getInputProps(`${at}.inOffice`, { type: 'checkbox' })}
        />
        <Checkbox
          label={t('lost.planned')}
          {...form.getInputProps(`${at}.planned`, { type: 'checkbox' })}
        />
      </Group>
    </Stack>
  )
}
