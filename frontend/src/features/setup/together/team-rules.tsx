import { Accordion, Button, Fieldset, Group, Menu, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { peopleQuery } from '@/api/people'
import { useList, useNames } from '@/api/resource'
import { useMay } from '@/api/session'
import { saveTeamRules, teamRulesQuery } from '@/api/team-rules'
import type { TeamRuleReport } from '@/api/types'
import { skills, teams } from '@/api/workforce'
import { Plus } from '@/design/icons'
import { ErrorPanel } from '@/parts/error-panel'
import { optionsOf } from '@/parts/inputs/choices'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import { type Choices, RuleFields } from './rule-fields'
import { useSentence } from './sentence'
import { useTogetherStrings } from './strings'
import { newRule, PRESETS, ruleFields, ruleValues } from './values'

/** A site's rules about who works together: read, edited and saved whole. */
export function TeamRules({ site }: { site: { id: number; name: string } }) {
  const t = useTogetherStrings()
  const query = useQuery(teamRulesQuery(site.id))
  return (
    <Fieldset legend={t('title', { site: site.name })} maw={860}>
      <Text c="dimmed" mb="sm">
        {t('intro')}
      </Text>
      <Loaded query={query}>
        {(report) => <Editor key={`${site.id} ${report.version}`} site={site.id} report={report} />}
      </Loaded>
    </Fieldset>
  )
}

function Editor({ site, report }: { site: number; report: TeamRuleReport }) {
  const t = useTogetherStrings()
  const may = useMay('rosters:manage')
  const client = useQueryClient()
  const form = useForm({ initialValues: { rules: report.rules.map(ruleValues) } })
  const { choices, say } = useChoices(site)
  const save = useMutation({
    mutationFn: () => saveTeamRules(site, report.version, form.values.rules.map(ruleFields)),
    onSuccess: (kept) => client.setQueryData(teamRulesQuery(site).queryKey, kept),
  })
  const list = form.values.rules
  return (
    <Stack gap="sm" align="flex-start">
      {list.length === 0 && <Text c="dimmed">{t('none')}</Text>}
      <Accordion variant="contained" w="100%">
        {list.map((rule, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule may be renamed and has no other name
          <Accordion.Item key={place} value={String(place)}>
            <Accordion.Control>
              <Text size="sm" fw={500}>
                {rule.name}
              </Text>
              <Text size="sm" c="dimmed">
                {say(rule) || t('unfinished')}
                {report.reaches[place] &&
                  !form.isDirty() &&
                  ` ${t('reach', report.reaches[place])}`}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <RuleFields form={form} place={place} choices={choices} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      {save.isError && <ErrorPanel error={save.error} />}
      {report.version > 0 && !form.isDirty() && <Status standing="ok">{t('saved')}</Status>}
      {may && (
        <Group gap="xs">
          <Menu withinPortal position="bottom-start">
            <Menu.Target>
              <Button variant="default" leftSection={<Plus size={14} aria-hidden />}>
                {t('add')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {PRESETS.map((preset) => (
                <Menu.Item
                  key={preset}
                  onClick={() =>
                    form.insertListItem('rules', newRule(preset, t(`presets.${preset}`)))
                  }
                >
                  {t(`presets.${preset}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button onClick={() => save.mutate()} loading={save.isPending} disabled={!form.isDirty()}>
            {t('save')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

/** What people can be chosen by at a site, and the sentence that names them. */
function useChoices(site: number) {
  const { data: allTeams = [] } = useList(teams)
  const { data: allSkills = [] } = useList(skills)
  const { data: everybody } = useQuery(peopleQuery({ site }))
  const team = useNames(teams)
  const skill = useNames(skills)
  const choices: Choices = useMemo(
    () => ({
      teams: optionsOf(allTeams.filter(({ siteId }) => siteId === site)),
      skills: optionsOf(allSkills),
      people: optionsOf(everybody ?? []),
    }),
    [allTeams, allSkills, everybody, site],
  )
  const names = useMemo(
    () => ({
      team,
      skill,
      person: (id: number) => everybody?.find((one) => one.id === id)?.name ?? '',
    }),
    [team, skill, everybody],
  )
  return { choices, say: useSentence(names) }
}
