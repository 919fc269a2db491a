export const en = {
  add: 'Add',
  edit: 'Edit',
  editNamed: 'Edit {{name}}',
  save: 'Save',
  close: 'Close',
  cancel: 'Cancel',
  remove: 'Delete',
  removeTitle: 'Delete {{name}}?',
  removeText: 'Only what nothing refers to can be deleted. This cannot be undone.',
  saved: 'Saved: {{name}}',
  removed: 'Deleted: {{name}}',
  conflict: 'Somebody saved a newer version meanwhile',
  conflictText:
    'Take over the newer version and lose what you changed, or save yours on top of it.',
  takeTheirs: 'Reload',
  keepMine: 'Keep mine',
  gone: 'It is no longer there, or not yours to see.',
} as const
