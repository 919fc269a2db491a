package wire

import (
	"github.com/muster-wfm/muster/vendors"
	vendorstore "github.com/muster-wfm/muster/vendors/store"
)

// agree connects what is agreed with vendors.
func (m *Services) agree() {
	books := vendors.Books{Employers: m.Workforce.Employers, Teams: m.Workforce.Teams, Sites: m.Workforce.Sites, Queues: m.Workforce.Queues}
	m.Programmes = vendors.NewProgrammes(vendorstore.NewProgrammes(m.DB), books, m.Audit)
}
