package workforce

import "strings"

// Tenant is a client organisation whose data stand apart from every other's.
// An installation for a single organisation has tenant 1.
type Tenant struct {
	ID, Version int64
	Code, Name  string
}

// NewTenant returns t if it can be.
func NewTenant(t Tenant) (Tenant, error) {
	t.Code, t.Name = strings.TrimSpace(t.Code), strings.TrimSpace(t.Name)
	c := checking("tenant")
	c.codeAndName(t.Code, t.Name)
	return t, c.err()
}
