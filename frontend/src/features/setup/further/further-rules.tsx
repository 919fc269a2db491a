import { Accordion, Button, Fieldset, Group, Menu, Stack, Text } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { Plus } from '@/design/icons'
import type { AgreementValues } from '../agreement-values'
import { LawMenu } from './law-menu'
import { RuleFields } from './rule-fields'
import { blankRule, KINDS } from './rule-values'
import { useSentence } from './sentence'
import { useFurtherStrings } from './strings'

type Form = UseFormReturnType<AgreementValues>

/** What law and contract ask beside the main rules: a list, each rule with its plain sentence. */
export function FurtherRules({ form }: { form: Form }) {
  const t = useFurtherStrings()
  const say = useSentence()
  const list = form.values.rules.further
  return (
    <Fieldset legend={t('title')}>
      <Stack gap="sm" align="flex-start">
        {list.length === 0 && <Text c="dimmed">{t('none')}</Text>}
        <Accordion variant="contained" w="100%">
          {list.map((rule, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name but its place
            <Accordion.Item key={place} value={String(place)}>
              <Accordion.Control>
                <Text size="sm" fw={500}>
                  {t(`kinds.${rule.kind}`)}
                </Text>
                <Text size="sm" c="dimmed">
                  {say(rule) || t('unfinished')}
                </Text>
              </Accordion.Control>
              <Accordion.Panel>
                <RuleFields form={form} place={place} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
        <Group gap="xs">
          <AddRule form={form} />
          <LawMenu form={form} />
        </Group>
      </Stack>
    </Fieldset>
  )
}

function AddRule({ form }: { form: Form }) {
  const t = useFurtherStrings()
  return (
    <Menu withinPortal position="bottom-start">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<Plus size={14} aria-hidden />}>
          {t('add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {KINDS.map((kind) => (
          <Menu.Item
            key={kind}
            onClick={() => form.insertListItem('rules.further', blankRule(kind))}
          >
            {t(`kinds.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
