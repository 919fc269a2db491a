import { Alert, Button, Drawer, Group, Stack } from '@mantine/core'
import { type Entity, useRemove } from '@/api/resource'
import { confirm } from '@/parts/confirm'
import { ErrorPanel, useErrorWords } from '../error-panel'
import { toast } from '../toast'
import type { Register } from './register'
import { useRegisterStrings } from './strings'
import { useEditor } from './use-editor'

interface Props<E extends Entity, F, V extends object> {
  register: Register<E, F, V>
  /** What is edited; undefined creates one. */
  entity: E | undefined
  title: string
  onClose: () => void
}

/** A drawer that creates, changes and deletes one thing. */
export function Editor<E extends Entity, F, V extends object>(props: Props<E, F, V>) {
  const { register, entity, title, onClose } = props
  const t = useRegisterStrings()
  const { form, submit, saving, error, conflict } = useEditor(register, entity, onClose)
  const { Fields } = register
  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      size={register.size ?? 'md'}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {error && <ErrorPanel error={error} />}
          {conflict && <Conflict {...conflict} />}
          <Fields form={form} exists={entity !== undefined} />
          <Group justify="space-between" mt="sm">
            <Group gap="xs">
              <Button type="submit" loading={saving}>
                {t('save')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
            </Group>
            {entity && register.resource.remove && (
              <RemoveButton register={register} entity={entity} onRemoved={onClose} />
            )}
          </Group>
        </Stack>
      </form>
    </Drawer>
  )
}

function Conflict({ takeTheirs, keepMine }: { takeTheirs: () => void; keepMine: () => void }) {
  const t = useRegisterStrings()
  return (
    <Alert color="red" variant="outline" role="alert" title={t('conflict')}>
      {t('conflictText')}
      <Group gap="xs" mt="xs">
        <Button size="xs" onClick={takeTheirs}>
          {t('takeTheirs')}
        </Button>
        <Button size="xs" variant="default" onClick={keepMine}>
          {t('keepMine')}
        </Button>
      </Group>
    </Alert>
  )
}

interface RemoveProps<E extends Entity, F, V extends object> {
  register: Register<E, F, V>
  entity: E
  onRemoved: () => void
}

function RemoveButton<E extends Entity, F, V extends object>(props: RemoveProps<E, F, V>) {
  const { register, entity, onRemoved } = props
  const t = useRegisterStrings()
  const remove = useRemove(register.resource)
  const words = useErrorWords(remove.error)
  const ask = () =>
    confirm({
      title: t('removeTitle', { name: register.nameOf(entity) }),
      text: t('removeText'),
      yes: t('remove'),
      no: t('cancel'),
      act: () =>
        remove.mutate(entity.id, {
          onSuccess: () => {
            toast.done(t('removed', { name: register.nameOf(entity) }))
            onRemoved()
          },
        }),
    })
  return (
    <Stack gap={4} align="flex-end">
      <Button variant="subtle" color="red" onClick={ask} loading={remove.isPending}>
        {t('remove')}
      </Button>
      {remove.isError && (
        <span role="alert" style={{ color: 'var(--error)' }}>
          {words.text || words.title}
        </span>
      )}
    </Stack>
  )
}
