import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useList } from '@/api/resource'
import { sites } from '@/api/workforce'
import { ladderQuery, laddersQuery } from '@/features/careers/queries'
import { useNamed } from '@/features/careers/words'
import { ErrorPanel } from '@/parts/error-panel'
import { optionsOf } from '@/parts/inputs/choices'
import { useAssumptionName, useSource } from './assumptions'
import { ChangeRow } from './change-row'
import { PlainNumber, toPercent, toRatio } from './number-input'
import {
  type Draft,
  type FormProps,
  fieldsOf,
  NameFields,
  PlanDrawer,
  useDraft,
} from './plan-drawer'
import { keepScenario, type Scenario, type ScenarioFields, type World, worldQuery } from './queries'
import { usePlanStrings } from './strings'

const EMPTY: ScenarioFields = {
  ...{ name: '', description: '', siteId: 0, ladder: '', track: '', horizon: 36 },
  ...{ currency: 'CNY', pay: [], home: 0, hybrid: 0, assumed: [], changes: [], seed: 1 },
}

/** Writes a scenario in plain fields. */
export function ScenarioForm({ kept, onClose, onKept }: FormProps<Scenario>) {
  const t = usePlanStrings()
  const { fields, set } = useDraft<ScenarioFields>(() => (kept ? fieldsOf(kept) : EMPTY))
  const world = useQuery(worldQuery(fields.ladder, fields.track, fields.siteId))
  return (
    <PlanDrawer
      title={t(kept ? 'form.scenario' : 'form.newScenario')}
      size="xl"
      kept={kept}
      fields={fields}
      ready={fields.name !== '' && fields.track !== ''}
      keep={keepScenario}
      onClose={onClose}
      onKept={onKept}
    >
      <Head fields={fields} set={set} />
      {world.error && <ErrorPanel error={world.error} />}
      {world.data && <Parts fields={fields} set={set} world={world.data} />}
    </PlanDrawer>
  )
}

function Head({ fields, set }: Draft<ScenarioFields>) {
  const t = usePlanStrings()
  const places = useList(sites)
  return (
    <>
      <NameFields fields={fields} set={set} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TrackSelect fields={fields} set={set} />
        <NativeSelect
          label={t('site')}
          value={String(fields.siteId)}
          onChange={(event) => set({ siteId: Number(event.currentTarget.value) })}
          data={[{ value: '0', label: t('everywhere') }, ...optionsOf(places.data ?? [])]}
        />
        <PlainNumber
          label={t('months')}
          value={fields.horizon}
          onChange={(horizon) => set({ horizon: horizon ?? 0 })}
          max={120}
        />
        <TextInput
          label={t('form.currency')}
          value={fields.currency}
          onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
        />
        <PlainNumber
          label={t('form.perMonth')}
          value={fields.perMonth}
          onChange={(perMonth) => set({ perMonth })}
        />
        <PlainNumber
          label={t('form.nights')}
          value={toPercent(fields.nights)}
          onChange={(percent) => set({ nights: toRatio(percent) })}
          max={100}
        />
      </SimpleGrid>
    </>
  )
}

/** The part of a ladder's document that names its tracks. */
interface LadderDocument {
  tracks: { code: string; name: { en?: string; zh?: string } }[]
}

/** The tracks of the ladders in force. */
function TrackSelect({ fields, set }: Draft<ScenarioFields>) {
  const t = usePlanStrings()
  const named = useNamed()
  const ladders = useQuery(laddersQuery)
  const inForce = ladders.data?.filter(({ state }) => state === 'published') ?? []
  const chosen = inForce.find(({ code }) => code === fields.ladder) ?? inForce[0]
  const report = useQuery({ ...ladderQuery(chosen?.id ?? 0), enabled: chosen !== undefined })
  const document = report.data?.document as LadderDocument | undefined
  const tracks = (document?.tracks ?? []).map(({ code, name: { en = '', zh = '' } }) => ({
    value: code,
    label: named({ en, zh }),
  }))
  return (
    <Group grow align="flex-end">
      {inForce.length > 1 && (
        <NativeSelect
          label={t('form.scenario')}
          value={chosen?.code ?? ''}
          onChange={(event) => set({ ladder: event.currentTarget.value, track: '' })}
          data={inForce.map(({ code, name }) => ({ value: code, label: named(name) }))}
        />
      )}
      <NativeSelect
        label={t('form.track')}
        value={fields.track}
        onChange={(event) =>
          set({ ladder: chosen?.code ?? '', track: event.currentTarget.value, pay: [] })
        }
        data={[{ value: '', label: '–' }, ...tracks]}
      />
    </Group>
  )
}

function Parts({ fields, set, world }: Draft<ScenarioFields> & { world: World }) {
  const t = usePlanStrings()
  const named = useNamed()
  const rungs = world.rungs.map(({ code, name }) => ({ value: code, label: named(name) }))
  const added = fields.changes.flatMap(({ kind, code, name }) =>
    kind === 'add_rung' && name ? [{ value: code ?? name, label: name }] : [],
  )
  const channels = world.channels.map(({ name }) => name)
  const replace = (place: number, next: ScenarioFields['changes']) =>
    set({ changes: fields.changes.toSpliced(place, 1, ...next) })
  return (
    <>
      <Fieldset legend={t('form.changes')}>
        <Stack gap="sm">
          {fields.changes.map((change, place) => (
            <ChangeRow
              // biome-ignore lint/suspicious/noArrayIndexKey: changes have an order and no name
              key={place}
              change={change}
              rungs={[...rungs, ...added]}
              channels={channels}
              onChange={(next) => replace(place, [next])}
              onDrop={() => replace(place, [])}
            />
          ))}
          <Group>
            <Button
              variant="default"
              onClick={() =>
                set({ changes: [...fields.changes, { kind: 'places', rung: rungs[0]?.value }] })
              }
            >
              {t('form.addChange')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
      <Fieldset legend={t('form.pay')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {world.rungs.map(({ code, name }) => {
            const pay = fields.pay.find(({ rung }) => rung === code)
            const others = fields.pay.filter(({ rung }) => rung !== code)
            return (
              <PlainNumber
                key={code}
                label={named(name)}
                value={pay && pay.minor / 100}
                onChange={(major) =>
                  set({
                    pay:
                      major === undefined
                        ? others
                        : [...others, { rung: code, minor: Math.round(major * 100) }],
                  })
                }
              />
            )
          })}
        </SimpleGrid>
      </Fieldset>
      <OwnNumbers fields={fields} set={set} world={world} />
    </>
  )
}

/** One's own numbers in the place of the documented ones; empty goes back to these. */
function OwnNumbers({ fields, set, world }: Draft<ScenarioFields> & { world: World }) {
  const t = usePlanStrings()
  const words = useAssumptionName()
  const source = useSource()
  const list = world.assumptions.filter(({ editable }) => editable)
  return (
    <Fieldset legend={t('form.own')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {list.map((assumption) => {
          const { key, value, grade } = assumption
          const own = fields.assumed.find((one) => one.key === key)
          const others = fields.assumed.filter((one) => one.key !== key)
          return (
            <div key={key} title={source(assumption)}>
              <PlainNumber
                label={`${words(key)} (${grade ?? ''} ${value})`}
                value={own?.value}
                min={key === 'pay' ? -20 : 0}
                onChange={(next) =>
                  set({
                    assumed:
                      next === undefined
                        ? others
                        : [...others, { key, value: next, low: 0, high: 0 }],
                  })
                }
              />
            </div>
          )
        })}
      </SimpleGrid>
    </Fieldset>
  )
}
