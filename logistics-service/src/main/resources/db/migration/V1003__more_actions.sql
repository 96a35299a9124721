-- Which actions there are is for the code to say: it reads each by its word.
alter table shipment_command drop constraint shipment_command_action_check;
