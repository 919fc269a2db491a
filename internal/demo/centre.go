package demo

import (
	"math"

	"github.com/muster-wfm/muster/workforce"
)

// siteSpec is one place where people sit.
type siteSpec struct {
	code, name, zone, country, calendar string
}

// employerSpec is one company, or the crowd, that people work for.
type employerSpec struct {
	code, name, kind string
	share            float64            // share of all people
	sites            map[string]float64 // site code to share of the employer's people
}

// queueSpec is one line of work and how its contacts arrive.
type queueSpec struct {
	code, name, site, channel, skill string
	share                            float64 // share of all people whose first skill this is
	opens, closes                    string
	weekdays                         [7]float64 // Monday first: volume relative to the week's mean; 0 is closed
	peaks                            []peak
	ahtS, ahtCV                      float64
	patienceS                        float64
	holiday                          float64 // volume on a public holiday relative to a Sunday
	yearly                           float64 // amplitude of the yearly season
	growth                           float64 // relative growth over a year
	slTarget, thresholdS             float64
	byCourse                         bool    // staffed by the course of the day, with shrinkage by category
	certainty                        float64 // share of the courses of its forecast in which the goal is to hold
	costs                            workforce.ServiceCosts
	deferred                         bool      // tickets: answered within hours, not seconds
	businessHours                    bool      // and these run only while the queue is open
	ahtAtOnceS                       []float64 // of chats, with 1, 2, … at once
}

// peak is one bell of the intraday profile.
type peak struct{ hour, width, weight float64 }

var sites = []siteSpec{
	{"GZ", "Guangzhou", "Asia/Shanghai", "CN", "CN"},
	{"CD", "Chengdu", "Asia/Shanghai", "CN", "CN"},
	{"LDS", "Leeds", "Europe/London", "GB", "GB"},
}

var employers = []employerSpec{
	{"OWN", "Harbour Telecom", "own", 0.50, map[string]float64{"GZ": 0.5, "CD": 0.2, "LDS": 0.3}},
	{"KESTREL", "Kestrel Services", "vendor", 0.16, map[string]float64{"GZ": 0.6, "CD": 0.4}},
	{"LOTUS", "Lotus Contact", "vendor", 0.14, map[string]float64{"CD": 1}},
	{"PENNINE", "Pennine Care", "vendor", 0.10, map[string]float64{"LDS": 1}},
	{"CROWD", "Neighbour crowd", "crowd", 0.10, map[string]float64{"GZ": 0.5, "CD": 0.5}},
}

var queues = []queueSpec{
	{
		code: "GZ-BILLING", name: "Billing hotline", site: "GZ", channel: "voice", skill: "billing",
		share: 0.22, opens: "08:00", closes: "22:00", weekdays: [7]float64{1.22, 1.1, 1.05, 1.02, 1.05, 0.82, 0.74},
		peaks: []peak{{10.2, 1.6, 1}, {15.3, 2, 0.85}, {19.8, 1.4, 0.55}},
		ahtS:  205, ahtCV: 1.25, patienceS: 130, holiday: 0.8, yearly: 0.06, growth: 0.05, slTarget: 0.8, thresholdS: 20,
	},
	{
		code: "GZ-FAULTS", name: "Faults hotline", site: "GZ", channel: "voice", skill: "faults",
		share: 0.16, opens: "07:00", closes: "23:00", weekdays: [7]float64{1.1, 1.02, 1, 1, 1.02, 0.95, 0.91},
		peaks: []peak{{9.6, 1.8, 0.8}, {14.5, 2.2, 0.7}, {20.3, 1.7, 1}},
		ahtS:  285, ahtCV: 1.3, patienceS: 180, holiday: 0.95, yearly: 0.12, growth: -0.03, slTarget: 0.8, thresholdS: 30, certainty: 0.8,
	},
	{
		code: "GZ-CHAT", name: "Online service", site: "GZ", channel: "chat", skill: "chat-zh",
		share: 0.12, opens: "08:00", closes: "23:00", weekdays: [7]float64{1.05, 1.02, 1, 1, 1.03, 0.98, 0.92},
		peaks: []peak{{11, 2, 0.8}, {15.5, 2.4, 0.8}, {21, 1.6, 1}},
		ahtS:  540, ahtCV: 1.2, patienceS: 90, holiday: 0.9, yearly: 0.05, growth: 0.22, slTarget: 0.8, thresholdS: 45,
	},
	{
		code: "CD-SALES", name: "Sales line", site: "CD", channel: "voice", skill: "sales",
		share: 0.17, opens: "09:00", closes: "21:00", weekdays: [7]float64{1.12, 1.08, 1.03, 1, 1.04, 0.94, 0.79},
		peaks: []peak{{10.5, 1.5, 1}, {16, 2, 0.9}, {19.5, 1.2, 0.6}},
		ahtS:  340, ahtCV: 1.22, patienceS: 75, holiday: 1.25, yearly: 0.08, growth: 0.08, slTarget: 0.85, thresholdS: 20,
		costs: workforce.ServiceCosts{AgentHour: 50, WaitHour: 30, Abandonment: 60}, // a caller who gives up buys elsewhere
	},
	{
		code: "CD-TICKETS", name: "Complaint tickets", site: "CD", channel: "ticket", skill: "tickets-zh",
		share: 0.10, opens: "08:30", closes: "20:30", weekdays: [7]float64{1.3, 1.12, 1.05, 1.02, 1.02, 0.8, 0.69},
		peaks: []peak{{11, 2.4, 1}, {16.5, 2.6, 0.9}},
		ahtS:  760, ahtCV: 1.28, patienceS: 0, holiday: 0.85, yearly: 0.1, growth: 0.04, slTarget: 0.95, thresholdS: 4 * 3600, deferred: true,
	},
	{
		code: "LDS-CARE", name: "Customer care", site: "LDS", channel: "voice", skill: "care-en",
		share: 0.13, opens: "08:00", closes: "20:00", weekdays: [7]float64{1.28, 1.14, 1.06, 1.02, 1.06, 0.78, 0.66},
		peaks: []peak{{10.3, 1.5, 1}, {14.2, 2, 0.85}, {17.6, 1.2, 0.6}},
		ahtS:  260, ahtCV: 1.24, patienceS: 150, holiday: 0.55, yearly: 0.07, growth: 0.02, slTarget: 0.8, thresholdS: 20, byCourse: true,
	},
	{
		code: "LDS-CHAT", name: "Web chat", site: "LDS", channel: "chat", skill: "chat-en",
		share: 0.06, opens: "08:00", closes: "22:00", weekdays: [7]float64{1.1, 1.06, 1.02, 1, 1, 0.94, 0.88},
		peaks: []peak{{11, 2, 0.9}, {15, 2.2, 0.8}, {20, 1.6, 1}},
		ahtS:  580, ahtCV: 1.2, patienceS: 100, holiday: 0.7, yearly: 0.05, growth: 0.18, slTarget: 0.8, thresholdS: 45,
		ahtAtOnceS: []float64{470, 580},
	},
	{
		code: "LDS-TICKETS", name: "E-mail and tickets", site: "LDS", channel: "ticket", skill: "tickets-en",
		share: 0.04, opens: "08:00", closes: "18:00", weekdays: [7]float64{1.5, 1.2, 1.1, 1.05, 1.05, 0.6, 0.5},
		peaks: []peak{{10.5, 2.2, 1}, {15, 2.4, 0.8}},
		ahtS:  690, ahtCV: 1.26, patienceS: 0, holiday: 0.4, yearly: 0.05, growth: 0, slTarget: 0.95, thresholdS: 24 * 3600, deferred: true, businessHours: true,
	},
}

// weeklyContacts returns the mean contacts a week that keep the people of a
// queue busy: their weekly hours, less what shrinkage takes, at the occupancy
// that the queue's goal leaves, divided by the handle time.
func (q queueSpec) weeklyContacts(size int) float64 {
	const weeklyHours, shrinkage, occupancy, spread = 38, 0.30, 0.80, 0.92
	concurrency := 1.0
	if q.channel == "chat" {
		concurrency = 2
	}
	people := math.Max(1, q.share*float64(size))
	return people * weeklyHours * 3600 * (1 - shrinkage) * occupancy * spread * concurrency / q.ahtS
}
