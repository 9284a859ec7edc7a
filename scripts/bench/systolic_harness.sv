// Runs +cycles=<n> cycles after 4 N that load weights (and flush what power-on left), the others stream activations; prints the checksum.
module harness #(
    parameter int N = 16
);
  logic clk = 0;
  logic shift_weight = 1;
  logic [8*N-1:0] weight_in = '0;
  logic [8*N-1:0] act_in = '0;
  logic [32*N-1:0] psum_out;
  int state = 12345;
  int checksum = 0;
  int cycles = 1000;

  systolic_array #(.N(N)) dut (.*);

  function automatic logic signed [7:0] next_byte(input logic unused);
    state = state * 1664525 + 1013904223;
    return $signed(state[31:24]);
  endfunction

  initial begin
    if (!$value$plusargs("cycles=%d", cycles)) cycles = 1000;
    for (int k = 0; k < 4 * N; k++) begin
      for (int i = 0; i < N; i++) weight_in[8*i+:8] = next_byte(1'b0);
      #1 clk = 1;
      #1 clk = 0;
    end
    shift_weight = 0;
    for (int k = 0; k < cycles; k++) begin
      for (int i = 0; i < N; i++) act_in[8*i+:8] = next_byte(1'b0);
      #1 clk = 1;
      #1 clk = 0;
      for (int i = 0; i < N; i++) checksum = checksum * 31 + psum_out[32*i+:32];
    end
    $display("checksum %0d", checksum);
    $finish;
  end
endmodule
