export function RequirementPage() {
  return null
}
