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
	ReadVendors     Permission = "vendors:read"   // contracts, figures, scorecards, invoices; a coordinator's own vendor only
	ManageVendors   Permission = "vendors:manage" // what the owner decides
	AnswerAsVendor  Permission = "vendors:own"    // what a vendor decides of its own: accept, upload, answer, bill
	GradeContacts   Permission = "quality:grade"
	ReadCareers     Permission = "careers:read"
	ManageCareers   Permission = "careers:manage"
	FollowOwnCareer Permission = "careers:own"
	ReadRisk        Permission = "risk:read" // who may leave: HR alone, and never who promotes, pays, rosters or dismisses
	ManageUsers     Permission = "users:manage"
	ReadAudit       Permission = "audit:read"
)

var granted = map[Role][]Permission{
	Planner:           {ReadWorkforce, ManageWorkforce, ReadDemand, ManageDemand, ReadRosters, ManageRosters, ReadVendors, ReadCareers},
	Supervisor:        {ReadWorkforce, ReadDemand, ReadRosters, ManageRosters, ReadVendors, GradeContacts, ReadCareers},
	HR:                {ReadWorkforce, ManageWorkforce, ReadCareers, ManageCareers, ReadRisk},
	VendorManager:     {ReadWorkforce, ReadDemand, ReadRosters, ReadVendors, ManageVendors, GradeContacts},
	VendorCoordinator: {ReadWorkforce, ReadRosters, ReadVendors, AnswerAsVendor, GradeContacts},
	Agent:             {ReadOwnSchedule, FollowOwnCareer},
	Administrator: {
		ReadWorkforce, ManageWorkforce, ReadDemand, ManageDemand, ReadRosters, ManageRosters,
		ReadVendors, ManageVendors, GradeContacts, ReadCareers, ManageCareers,
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
