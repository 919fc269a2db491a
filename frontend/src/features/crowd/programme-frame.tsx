import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Programme, programmeList } from '@/api/owed'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import type { CrowdSearch } from './route'
import { useCrowdStrings } from './strings'
import { CrowdTabs } from './tabs'

interface Props {
  title: string
  /** Which programmes can be chosen. */
  modes: readonly string[]
  children: (programme: Programme) => ReactNode
}

/** The frame of a screen about one programme's people. */
export function ProgrammeFrame({ title, modes, children }: Props) {
  const t = useCrowdStrings()
  const search: CrowdSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const query = useQuery(programmeList)
  return (
    <Page title={title}>
      <CrowdTabs />
      <Loaded query={query}>
        {(all) => {
          const list = all.filter(({ mode }) => modes.includes(mode))
          const chosen =
            list.find(({ id }) => id === search.programme) ??
            list.find(({ mode }) => mode === 'crowd') ??
            list[0]
          if (!chosen) return <Empty title={t('nobody')} text={t('nobodyText')} />
          return (
            <>
              <NativeSelect
                label={t('programme')}
                maw={320}
                mb="md"
                value={String(chosen.id)}
                onChange={(event) =>
                  void navigate({
                    to: '.',
                    search: (old: CrowdSearch) => ({
                      ...old,
                      programme: Number(event.currentTarget.value),
                    }),
                  })
                }
                data={list.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
              {children(chosen)}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
