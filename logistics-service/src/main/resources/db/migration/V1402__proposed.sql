-- What awaits a second person is few of many. Apart from the columns, so that building it holds up nobody who reads.
create index shipment_command_proposed on shipment_command (id) where progress = 'proposed';
