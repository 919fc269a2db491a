package auth

import "slices"

// Role is a job in the contact centre that decides what its holder may do.
type Role string

// The roles, in the field's terms.
const (
	Planner           Role = "planner"
	Supervisor        Role = "supervisor"
	HR                Role = "hr"
	VendorManager     Role = "vendor_manager"
	VendorCoordinator Role = "vendor_coordinator"
	Agent             Role = "agent"
	Administrator     Role = "administrator"
)

// Roles lists every role.
func Roles() []Role {
	return []Role{Planner, Supervisor, HR, VendorManager, VendorCoordinator, Agent, Administrator}
}

// Permission is one thing that a caller may be allowed to do.
type Permission string

// The permissions. Reading and changing are apart, because most people read.
const (
	ReadWorkforce   Permission = "workforce:read"
	ManageWorkforce Permission = "workforce:manage"
	ReadDemand      Permission = "demand:read"   // history, forecasts, requirements
	ManageDemand    Permission = "demand:manage" // import, forecast, staff
	ReadRosters     Permission = "rosters:read"
	ManageRosters   Permission = "rosters:manage"
	ReadOwnSchedule Permission = "schedule:own"
	ManageUsers     Permission = "users:manage"
	ReadAudit       Permission = "audit:read"
)

var granted = map[Role][]Permission{
	Planner:           {ReadWorkforce, ManageWorkforce, ReadDemand, ManageDemand, ReadRosters, ManageRosters},
	Supervisor:        {ReadWorkforce, ReadDemand, ReadRosters, ManageRosters},
	HR:                {ReadWorkforce, ManageWorkforce},
	VendorManager:     {ReadWorkforce, ReadDemand, ReadRosters},
	VendorCoordinator: {ReadWorkforce, ReadRosters},
	Agent:             {ReadOwnSchedule},
	Administrator: {
		ReadWorkforce, ManageWorkforce, ReadDemand, ManageDemand, ReadRosters, ManageRosters,
		ManageUsers, ReadAudit,
	},
}

// Permissions returns what the roles together allow, each once, sorted.
func Permissions(roles ...Role) []Permission {
	var all []Permission
	for _, role := range roles {
		all = append(all, granted[role]...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
