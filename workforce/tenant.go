package workforce

// Tenant is a client organisation whose data stand apart from every other's.
// An installation for a single organisation has tenant 1. Tenants are made by
// whoever runs the installation, never from within one.
type Tenant struct {
	ID   int64
	Name string
}
