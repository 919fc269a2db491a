import { useForm } from '@mantine/form'
import { useRef, useState } from 'react'
import { idempotencyKey } from '@/api/client'
import { fieldMessages, ProblemError, staleVersions } from '@/api/problem'
import { type Entity, useSave } from '@/api/resource'
import { toast } from '../toast'
import type { Register } from './register'
import { useRegisterStrings } from './strings'

/** The state of editing one thing: its form, saving it, and what to do when somebody was faster. */
export function useEditor<E extends Entity, F, V extends object>(
  register: Register<E, F, V>,
  entity: E | undefined,
  onSaved: () => void,
) {
  const t = useRegisterStrings()
  const save = useSave(register.resource)
  const once = useRef(idempotencyKey())
  const [base, setBase] = useState<Entity | undefined>(entity)
  const form = useForm<V>({
    initialValues: entity ? register.toForm(entity) : register.blank(),
  })
  const submit = (of: Entity | undefined) => {
    const edit = { of, fields: register.toFields(form.values), once: once.current }
    save.mutate(edit, {
      onSuccess: (saved) => {
        toast.done(t('saved', { name: register.nameOf(saved) }))
        onSaved()
      },
      onError: (error) => {
        once.current = idempotencyKey() // a corrected creation is another one
        form.setErrors(fieldMessages(error))
      },
    })
  }
  const stale = staleVersions(save.error)
  const current = stale && save.error instanceof ProblemError ? save.error.body.current : undefined
  return {
    form,
    saving: save.isPending,
    error: stale ? null : save.error,
    submit: form.onSubmit(() => submit(base)),
    /** Somebody saved a newer version meanwhile: take theirs, or put ours on top. */
    conflict: stale &&
      base && {
        takeTheirs: () => {
          if (current) form.setValues(register.toForm(current as E))
          setBase({ ...base, version: stale.have })
          save.reset()
        },
        keepMine: () => {
          const newer = { ...base, version: stale.have }
          setBase(newer)
          submit(newer)
        },
      },
  }
}
