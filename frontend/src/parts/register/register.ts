import type { UseFormReturnType } from '@mantine/form'
import type { ComponentType } from 'react'
import type { Entity, Resource } from '@/api/resource'
import type { Column } from '../data-table'

/** The form that edits one thing: V is what its fields hold. */
export interface EditorForm<V> {
  readonly form: UseFormReturnType<V>
  /** The thing exists already. */
  readonly exists: boolean
}

/**
 * A kind of thing kept by hand: how its list looks and how one of it is edited.
 * E is what is stored, F what a person decides, V what the form holds.
 */
export interface Register<E extends Entity, F, V extends object> {
  readonly resource: Resource<E, F>
  /** What to call one of it. */
  readonly nameOf: (entity: E) => string
  readonly useColumns: () => readonly Column<E>[]
  /** What a new one starts from. */
  readonly blank: () => V
  readonly toForm: (entity: E) => V
  readonly toFields: (values: V) => F
  readonly Fields: ComponentType<EditorForm<V>>
  /** Width of the drawer; md unless told otherwise. */
  readonly size?: 'md' | 'lg' | 'xl'
}
