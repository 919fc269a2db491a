import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, BASE, ifMatch } from '@/api/client'
import { useMay } from '@/api/session'
import { ChevronDown, Download, RedoIcon, UndoIcon } from '@/design/icons'
import { confirm } from '@/parts/confirm'
import { lazily } from '@/parts/lazily'
import { toast } from '@/parts/toast'
import type { Roster } from './model/types'
import { PlayMenu } from './play-menu'
import type { Desk } from './queries'
import { useRosterStrings } from './strings'
import { useSession } from './use-desk'

const PublishDialog = lazily(
  async () => (await import('./publish/publish-dialog')).PublishDialog,
  null,
)

const route = getRouteApi('/shell/roster/$rosterId')

/** Undo, redo, build, publish, take away. */
export function Actions({ roster, desk }: { roster: Roster; desk: Desk }) {
  const t = useRosterStrings()
  const may = useMay('rosters:manage')
  const navigate = route.useNavigate()
  const [publishing, setPublishing] = useState(false)
  const show = (panel: 'repair' | 'build') =>
    void navigate({ search: (old) => ({ ...old, panel }), replace: true })
  return (
    <>
      {may && <UndoButtons desk={desk} />}
      <ExportMenu roster={roster} may={may} />
      <PlayMenu roster={roster} />
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link to="/roster/$rosterId/compare" params={{ rosterId: roster.id }} {...props} />
        )}
      >
        {t('compare')}
      </Button>
      {may && (
        <>
          <Button variant="default" onClick={() => show('repair')}>
            {t('repair.open')}
          </Button>
          <Button variant="default" onClick={() => show('build')}>
            {t('build.open')}
          </Button>
          <Button onClick={() => setPublishing(true)}>{t('publish.open')}</Button>
        </>
      )}
      {publishing && (
        <PublishDialog roster={roster} desk={desk} onClose={() => setPublishing(false)} />
      )}
    </>
  )
}

function UndoButtons({ desk }: { desk: Desk }) {
  const t = useRosterStrings()
  const { history, waiting } = useSession(desk)
  const undo = history.done.at(-1)
  const redo = history.undone.at(-1)
  const undoName = undo ? t('undoNamed', { act: undo.label }) : t('undo')
  const redoName = redo ? t('redoNamed', { act: redo.label }) : t('redo')
  return (
    <>
      <Tooltip label={undoName}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={undoName}
          disabled={!undo || waiting > 0}
          onClick={() => void desk.session.undo()}
        >
          <UndoIcon size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redoName}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={redoName}
          disabled={!redo || waiting > 0}
          onClick={() => void desk.session.redo()}
        >
          <RedoIcon size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  )
}

function ExportMenu({ roster, may }: { roster: Roster; may: boolean }) {
  const t = useRosterStrings()
  const client = useQueryClient()
  const navigate = route.useNavigate()
  const remove = useMutation({
    mutationFn: () =>
      api.DELETE('/rosters/{id}', {
        params: { path: { id: roster.id }, header: ifMatch(roster.version) },
      }),
    onSuccess: async () => {
      toast.done(t('remove.done', { name: roster.name }))
      await navigate({ to: '/roster' })
      void client.invalidateQueries({ queryKey: ['rosters'] })
    },
    onError: (error) => toast.failed(error.message),
  })
  const ask = () =>
    confirm({
      title: t('remove.title', { name: roster.name }),
      text: t('remove.text'),
      yes: t('remove.confirm'),
      no: t('publish.cancel'),
      act: () => remove.mutate(),
    })
  const file = (ending: 'csv' | 'xlsx') => `${BASE}/rosters/${roster.id}/export.${ending}`
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<Download size={15} aria-hidden />}
          rightSection={<ChevronDown size={14} aria-hidden />}
        >
          {t('export.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={file('xlsx')} download>
          {t('export.xlsx')}
        </Menu.Item>
        <Menu.Item component="a" href={file('csv')} download>
          {t('export.csv')}
        </Menu.Item>
        {may && roster.publishedVersion === 0 && (
          <>
            <Menu.Divider />
            <Menu.Item color="red" onClick={ask}>
              {t('remove.open')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
